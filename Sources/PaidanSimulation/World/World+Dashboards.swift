internal import PaidanEngine

/// Doorbells and those who follow them.
extension World {
    func ring(_ news: News) {
        for bell in news.bells {
            for index in dashboards.indices where dashboards[index].feed == bell.feed {
                if season == .faults, chance.isTrue(nature.bellLost) {
                    count(.bellLost)
                } else {
                    dashboards[index].head = max(dashboards[index].head, bell.sequence)
                }
            }
        }
    }

    /// Each second the bell tells where the feed stands, so that a lost bell is noticed.
    func dashboardLooks(_ index: Int) throws {
        agenda.plan(.dashboardLooks(index), at: machine + 1_000)
        guard engine != nil else { return }
        if season == .healing || !chance.isTrue(nature.bellLost) {
            dashboards[index].head = max(dashboards[index].head, checker.feeds.head(of: dashboards[index].feed))
        }
        guard dashboards[index].isBehind else { return }
        if season == .faults, chance.isTrue(nature.readLost) { return count(.readLost) }
        let dashboard = dashboards[index]
        try dashboards[index].read(store.feed(dashboard.feed, after: dashboard.last, limit: Dashboard.sliceMax))
    }
}
