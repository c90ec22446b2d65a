internal import PaidanCore
internal import PaidanEngine

/// The first step of an intake: the customer's phone, and who is known by it. Works without script.
struct CustomerSearchHTML {
    static let phone = "/phone"

    private let kind: Kind
    private let call: Call

    init(kind: Kind, _ call: Call) {
        self.kind = kind
        self.call = call
    }

    /// A phone that somebody typed, and what came of it.
    struct Asked {
        let phone: String
        let outcome: Result<Customers.Found, Problem>
    }

    func html(_ known: KnownCustomer?, _ asked: Asked?) -> HTML {
        guard kind.type.hasCustomer, call.actor.hasAny(of: Sight.customerReaders) else { return .nothing }
        guard known == nil else {
            return "<p><a href=\"/intake/\(kind.rawValue)\">\(call.words("改为其他客户", "for another customer"))</a></p>"
        }
        return "\(form(asked?.phone ?? ""))\(asked.map { answer($0.outcome) } ?? .nothing)"
    }

    private func form(_ phone: String) -> HTML {
        let hidden = HTML.hidden(FormPost.hidden(call))
        return """
            <form class="search" method="post" action="/intake/\(kind.rawValue)/customer">\(hidden)
            <label for="known-phone">\(call.words("老客户电话", "phone of a customer we know"))</label>
            <input id="known-phone" name="\(Self.phone)" type="tel" autocomplete="off" value="\(phone)" required>
            <button>\(call.words("查找客户", "find"))</button></form>
            """
    }

    private func answer(_ outcome: Result<Customers.Found, Problem>) -> HTML {
        switch outcome {
        case .success(let found):
            return "\(answer(found.customers))\(elsewhere, if: found.isLeadElsewhere)"
        case .failure(let problem):
            let told = (problem.detail ?? problem.code.label).text(in: call.language)
            return "<p class=\"error\" role=\"alert\">\(told)</p>"
        }
    }

    private var elsewhere: HTML {
        let words = call.words(
            "另一分公司已有此电话的客源;可以登记,归属由同时管两家分公司的总监、领导或客服主管决定",
            "another branch has a lead with this phone; register it all the same: director, leader or supervisor of both branches decides"
        )
        return "<p role=\"status\"><strong>\(words)</strong></p>"
    }

    private func answer(_ found: [KnownCustomer]) -> HTML {
        guard !found.isEmpty else {
            return
                "<p class=\"quiet\" role=\"status\">\(call.words("没有用此电话的客户,请在下面登记新客户", "nobody is known by this phone; enter a new customer below"))</p>"
        }
        let items: [HTML] = found.map { customer in
            let (ticket, about) = (customer.ticket, customer.ticket.kind.label.text(in: call.language))
            return """
                <li><a href="/intake/\(kind.rawValue)?customer=\(ticket.numberText)">\(customer.words)</a> \
                <span class="quiet">\(ticket.numberText) \(about) \(call.clockTime(ticket.openedAt))</span></li>
                """
        }
        return """
            <p role="status">\(call.words("已有的客户,点选即用其登记;若都不是,在下面登记新客户", "customers we know; choose one, or enter a new one below"))</p>
            <ul>\(items)</ul>
            """
    }
}
