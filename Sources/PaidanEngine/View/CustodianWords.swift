package import PaidanCore

extension Viewer {
    /// A department's name.
    package func text(_ department: Department) -> String { text(routing.label(of: department)) }

    /// Who holds a ticket: `department:engineering+materials` → `工程部、商贸`.
    package func text(custodian: String) -> String {
        let parts = custodian.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            return text(CustodianWords.labels[custodian] ?? Label(custodian, custodian))
        }
        let names = parts[1].split(separator: "+").compactMap { Department(String($0)) }.map { text($0) }
        return names.joined(separator: text(Label("、", ", ")))
    }
}

private enum CustodianWords {
    static let labels = [
        Custodian.customerService.name: Label("客服部", "customer service"),
        Custodian.leader.name: Label("主管领导", "supervising leader"), Custodian.customer.name: Label("客户", "customer"),
        Custodian.supplier.name: Label("供应商", "supplier"), Custodian.site.name: Label("施工方", "the site"),
        Custodian.store.name: Label("店面", "the store"), Custodian.finance.name: Label("财务部", "finance"),
        Custodian.nobody.name: Label("—", "—"),
    ]
}
