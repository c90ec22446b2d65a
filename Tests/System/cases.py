"""The ways into each situation, and the acts that end it: for the scenarios that only need to be there.

Every house of these begins at 10:00 on Monday, 2 March 2026; engineering is the department.
"""

from house import moment

# How a promise begins: the house at 10:00, to the ticket whose promise it is.

def received(house):
    return house.specialist.open()


def explaining(house):
    complaint = received(house)
    house.specialist.does("startExplanation", complaint)
    return complaint


def surveying(house):
    complaint = received(house)
    house.specialist.does("requireSurvey", complaint, departments=["engineering"])
    return complaint


def found_innocent(house):
    complaint = surveying(house)
    house.specialist.does("surveyConcluded", complaint, findings="使用不当")
    return complaint


def forwarded(house):
    complaint = received(house)
    house.specialist.does("forward", complaint, departments=["engineering"])
    return complaint


def queued(house):
    return forwarded(house).dispatch("engineering")


def returned(house):
    complaint = forwarded(house)
    house.engineering.does("returnMisrouted", complaint.dispatch("engineering"), reason="不属本部门")
    return complaint


def delivered(house):
    dispatch = queued(house)
    house.engineering.does("delivered", dispatch)
    return dispatch


def promised(house):
    dispatch = queued(house)
    house.engineering.does("accept", dispatch, promisedDate=moment("Wed 18:00:00"))
    return dispatch


def escalated(house):
    complaint = forwarded(house)
    house.specialist.does("escalate", complaint, reason="customerDemand")
    return complaint


def handled(house):
    complaint = forwarded(house)
    house.engineering.does("reportDone", complaint.dispatch("engineering"), result="已重铺", cause="空鼓")
    return complaint


# How it is met.

def forward(house, complaint):
    house.specialist.does("forward", complaint, departments=["engineering"])


def require_survey(house, complaint):
    house.specialist.does("requireSurvey", complaint, departments=["engineering"])


def accept_explanation(house, complaint):
    house.specialist.does("explanationAccepted", complaint)


def reject_explanation_and_forward(house, complaint):
    house.specialist.does("explanationRejected", complaint)
    forward(house, complaint)


def conclude_survey(house, complaint):
    house.specialist.does("surveyConcluded", complaint, findings="防水层破损", departments=["engineering"])


def take_delivery(house, dispatch):
    house.engineering.does("delivered", dispatch)


def accept(house, dispatch):
    house.engineering.does("accept", dispatch, promisedDate=moment("20 April 18:00"))


def report_done(house, dispatch):
    house.engineering.does("reportDone", dispatch, result="已重铺", cause="空鼓")


def order(house, complaint):
    house.leader.does("leaderOrders", complaint, measures="三日内修好", newDeadline=moment("20 March 18:00"))


def resolve(house, complaint):
    house.leader.does("leaderResolves", complaint, result="退款", cause="多次延误")


def reply(house, complaint):
    house.specialist.does("replyToCustomer", complaint, text="已安排")


def propose(house, complaint):
    house.specialist.does("proposePlan", complaint, plan="更换", customerAgrees=True)


def verify(house, complaint):
    house.supervisor.does("verifyOutcome", complaint, result="属实,已整改")


def call_back(house, complaint):
    house.revisitor.does("revisitSatisfied", complaint, score=5)
