/// 话术与要点 of a lead.
extension Lead {
    package var guide: Guide? {
        switch state {
        case .registered: opening.leadSource == .inquiry ? Self.inquiry : Self.reception
        case .screening: Self.screening
        case .withDesigner, .following: opening.leadSource.isSpecial ? Self.restricted : Self.meeting
        case .awaitingDispatch: Self.introduction
        case .reassignPending, .invalidationPending, .invalid, .signed, .lost, .merged: nil
        }
    }

    /// LEAD-23..25; CALL-05, 06.
    private static let inquiry = Guide(
        title: Label("来电咨询", "a call comes in"),
        steps: [
            Label("您好,这里是本公司,请问有什么可以帮到您?", "greet, name the company, ask how to help"),
            Label("确认要了解家装业务后,问清楼盘、姓名、电话、户型、面积", "once it is about a home: estate, name, phone, layout, floor area"),
            Label("告知最近分公司的地址,请客户到店咨询", "name the nearest branch and invite the customer there"),
            Label("询问获知途径", "ask how the customer came to know the company"),
            Label("告知客服热线;感谢来电,待客户先挂机", "name the hotline, say thanks, let the customer hang up first"),
            Label("通话后致电附近分公司经理,告知基本资料", "then phone the manager of that branch with the basics"),
        ])

    /// LEAD-06.
    private static let reception = Guide(
        title: Label("接待要点", "reception"),
        steps: [
            Label("接待洽谈,了解基本情况并登记", "receive the customer, learn the basics, register"),
            Label("反映给设计主管安排设计师", "tell the design supervisor, who names a designer"),
        ])

    /// LEAD-19.
    private static let screening = Guide(
        title: Label("先电话了解", "call first"),
        steps: [
            Label("了解基本情况和需求", "learn the basics and the needs"),
            Label("与设计师沟通出简单意向方案", "work out a simple intent proposal with a designer"),
        ])

    /// LEAD-15.
    private static let introduction = Guide(
        title: Label("介绍设计师", "how to introduce the designer"),
        steps: [
            Label("派单公平公正,按轮值表;签单能力只作参考", "be fair: by the rota, with signing ability as reference only"),
            Label(
                "介绍时可恰当赞扬:这是我们优秀的设计师,非常擅长……风格", "some praise is fitting: one of our best, very good at this style"),
        ])

    /// LFU-12..14, 20, 22, 26.
    private static let meeting = Guide(
        title: Label("接待客户要点", "how to meet the customer"),
        steps: [
            Label("充分了解客户意图,留意语言背后的想法,做好笔记", "learn what the customer wants and does not say; take notes"),
            Label("能量房尽量去量,用实质内容留住客户", "measure the flat whenever possible; have substance"),
            Label("不作做不到的承诺;报价未经许可不让客户带走", "promise nothing that cannot be kept; no quote leaves without permission"),
            Label("客户走时约好下次来的时间,起身相送", "agree on the next visit before the customer leaves; see them off"),
        ])

    /// LEAD-32; CBP-23, 24.
    private static let restricted = Guide(
        title: Label("特殊客户", "special customers"),
        steps: [
            Label(
                "只在重要节点前告知并邀约,节日祝福;平时不要过于频繁打扰", "only before important nodes, and on holidays; do not disturb too often"
            )
        ])
}
