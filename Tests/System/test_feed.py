"""Who follows a feed gets every number once, in order, and is never told to begin anew without a reason."""

import threading
import time

from house import Person, Scenario

LOOK_SECONDS = 5


class Feed(Scenario):
    def test_a_follower_is_not_sent_back_to_the_start_while_clerks_work(self):
        house = self.house(routers=1)
        closing = threading.Event()

        def work():
            clerk = Person(house, "clerk", house.specialist.token)
            while not closing.is_set():
                clerk.open("construction")
            clerk.hang_up()

        clerk = threading.Thread(target=work, daemon=True)
        clerk.start()
        after, end, statuses = 0, time.monotonic() + LOOK_SECONDS, set()
        while time.monotonic() < end and statuses <= {200}:
            answer = house.admin.request("GET", f"/v1/feeds/all/events?after={after}&limit=1000")
            statuses.add(answer.status)
            if answer.status == 200:
                after = answer.json["to"]
        closing.set()
        clerk.join(10)

        self.assertEqual(statuses, {200})

    def test_another_epoch_is_told_to_begin_anew(self):
        house = self.house()

        problem = self.refused("feed-restarted", house.admin.get, "/v1/feeds/all/events?after=0&epoch=another")

        self.assertEqual(problem["status"], 410)

    def test_a_departments_feed_has_numbers_of_its_own_without_gaps(self):
        house = self.house()
        for department in ("engineering", "materials", "engineering"):
            complaint = house.specialist.open()
            house.specialist.does("forward", complaint, departments=[department])

        page = house.engineering.get("/v1/feeds/engineering/events")

        self.assertEqual([int(event["sequence"]) for event in page["events"]], list(range(1, page["head"] + 1)))
        self.assertTrue(all(event["data"]["kind"] == "dispatch" for event in page["events"]), page)
        self.refused("no-such-feed", house.engineering.get, "/v1/feeds/materials/events")
        self.refused("no-such-feed", house.engineering.get, "/v1/feeds/all/events")
