/// 话术与要点: what whoever acts on a ticket says and asks, in order. Shown beside the forms; nobody is held to its words.
package struct Guide: Hashable, Sendable {
    package let title: Label
    package let steps: [Label]

    package init(title: Label, steps: [Label]) {
        self.title = title
        self.steps = steps
    }
}
