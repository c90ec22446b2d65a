/// 事项: what a ticket is about, in a few words: by it lists tell tickets of one kind apart. It holds codes, numbers of papers and
/// moments, nothing of a person.
package struct Subject: Hashable, Sendable {
    /// 隐蔽工程验收.
    package let label: Label?
    /// 合同编号: the number of a paper, as people write it.
    package let reference: String?
    /// When it is planned for.
    package let plannedFor: Instant?

    package init(_ label: Label? = nil, reference: String? = nil, plannedFor: Instant? = nil) {
        self.label = label
        self.reference = reference
        self.plannedFor = plannedFor
    }
}
