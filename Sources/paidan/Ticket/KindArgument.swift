internal import PaidanCore
internal import PaidanEngine

/// A kind of ticket as somebody names it: `complaint`, or 客户投诉.
enum KindArgument {
    /// - Throws: `Trouble` with those that there are.
    static func kind(_ text: String) throws(Trouble) -> Kind {
        guard let kind = Kind(meantBy: text) else {
            let known = Label(listing: Kind.choices)
            throw Trouble(
                .usage, "没有工单种类 \(text.harmless);有 \(known.zh)",
                "there is no kind \(text.harmless); there are \(known.en)")
        }
        return kind
    }
}
