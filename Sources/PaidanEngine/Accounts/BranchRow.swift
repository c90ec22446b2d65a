package import PaidanCore

/// 分公司, as it is called.
package struct BranchRow: Hashable, Sendable {
    package let branch: Branch
    package let label: Label

    package init(branch: Branch, label: Label) {
        self.branch = branch
        self.label = label
    }

    package static let nameMax = 50
}
