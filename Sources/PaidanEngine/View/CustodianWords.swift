package import PaidanCore

extension Routing {
    /// Who holds a ticket: `department:engineering+materials` → `工程部、商贸`.
    /// - Parameter name: as `Custodian.name`.
    package func label(ofCustodian name: String) -> Label {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return CustodianWords.labels[name] ?? Label(name, name) }
        return Label(joining: parts[1].split(separator: "+").compactMap { Department(String($0)) }.map(label))
    }
}

extension Viewer {
    /// A department's name.
    package func text(_ department: Department) -> String { text(routing.label(of: department)) }

    /// A queue by the department that it serves, with the branch where there are several.
    package func text(_ queue: QueueName) -> String {
        guard let department = queue.department else { return text(Role.router.label) }
        return [queue.branch.flatMap(name), text(department)].compactMap(\.self).joined(separator: " ")
    }

    /// `设计师 chen`, where it is one of the staff.
    func text(_ holder: Custodian, _ keeper: Account?) -> String {
        [text(custodian: holder.name), keeper?.code].compactMap(\.self).joined(separator: " ")
    }

    package func text(custodian: String) -> String { text(routing.label(ofCustodian: custodian)) }
}

private enum CustodianWords {
    static let labels = [
        Custodian.customerService.name: Label("客服部", "customer service"),
        Custodian.leader.name: Label("主管领导", "supervising leader"), Custodian.customer.name: Label("客户", "customer"),
        Custodian.dispatcher.name: Label("派单人", "dispatcher"), Custodian.designer.name: Label("设计师", "designer"),
        Custodian.supplier.name: Label("供应商", "supplier"), Custodian.site.name: Label("施工方", "the site"),
        Custodian.store.name: Label("店面", "the store"), Custodian.finance.name: Label("财务部", "finance"),
        Custodian.nobody.name: Label("—", "—"),
    ]
}
