"""A company that was not made for a demonstration: branches, accounts and tokens by command, with and without a server."""

import json
import subprocess

from house import Person, Scenario


class Accounts(Scenario):
    def paidan(self, house, *words, exit_code=0):
        run = subprocess.run(house.command(*words, "--json"), capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, exit_code, run.stdout + run.stderr)
        return json.loads(run.stdout)

    def come(self, house, token):
        person = house.people["newcomer"] = Person(house, "newcomer", token)
        return person.request("GET", "/v1/tickets").status

    def running(self, house):
        return ["--ready-file", str(house.ready_file)]

    def test_a_branch_gets_a_clerk_and_a_department(self):
        house = self.house("10:00:00")
        where = self.running(house)

        self.paidan(house, "branch", "add", "south", "--zh", "南区", "--en", "south", *where)
        clerk = self.paidan(house, "token", "create", "south-clerk", "--role", "specialist", "--branch", "south", *where)
        engineer = self.paidan(
            house, "token", "create", "south-eng", "--role", "departmentWorker", "--role", "departmentHead", "--branch",
            "south", "--department", "engineering", *where)

        house.people["clerk"] = Person(house, "clerk", clerk["token"])
        house.people["engineer"] = Person(house, "engineer", engineer["token"])
        complaint = house.clerk.open()
        house.clerk.does("forward", complaint, departments=["engineering"])
        dispatch = complaint.dispatch("engineering")
        house.engineer.does("delivered", dispatch)
        self.assertEqual((complaint.show()["branch"], dispatch.state), ("south", "published"))
        self.assertEqual(house.clerk.get("/v1/tickets")["tickets"][-1]["branch"], "south")

    def test_a_revoked_token_ends_and_all_is_on_record(self):
        house = self.house("10:00:00")
        where = self.running(house)
        made = self.paidan(house, "token", "create", "clerk-9", "--role", "specialist", "--label", "前台", *where)

        revoked = self.paidan(house, "token", "revoke", made["id"], "--reason", "遗失", *where)
        log = self.paidan(house, "token", "log", *where)

        self.assertEqual([token["isInForce"] for token in revoked], [False])
        self.assertEqual([entry["deed"] for entry in log], ["tokenRevoked", "tokenMade"])
        self.assertEqual([entry["by"] for entry in log], ["local-admin", "local-admin"])
        listed = self.paidan(house, "token", "list", "--data-dir", str(house.data))
        self.assertIn(made["id"], [token["id"] for token in listed])
        self.assertNotIn(made["token"], json.dumps(listed))
        self.assertEqual(self.come(house, made["token"]), 401)

    def test_without_a_server_and_beside_one(self):
        house = self.house("10:00:00")
        words = ("token", "create", "clerk-9", "--role", "specialist", "--data-dir", str(house.data))

        told = self.paidan(house, *words, exit_code=5)
        self.assertIn("--ready-file", told["detail"])
        house.stop()
        made = self.paidan(house, *words)
        house.start()

        self.assertEqual(self.come(house, made["token"]), 200)

    def test_a_role_named_twice_is_one(self):
        house = self.house("10:00:00")
        house.stop()
        made = self.paidan(
            house, "token", "create", "clerk-9", "--role", "specialist", "--role", "specialist", "--data-dir", str(house.data))

        self.assertEqual(made["roles"], ["specialist"])

    def test_a_second_demo_start_tells_of_the_accounts_there_are(self):
        house = self.house("10:00:00")
        house.stop()
        house.log.write_text("")
        house.start()

        said = house.log.read_text()
        self.assertNotIn("pdn_", said)
        self.assertIn("paidan token list --server", said)
        self.assertIn("paidan token create demo-specialist", said)


class Clock(Scenario):
    def test_a_manual_clock_goes_on_where_it_was_moved_to(self):
        house = self.house("10:00:00")
        house.specialist.open()
        house.clock_to("18:30:00")
        self.assertEqual(house.stop(), 0)

        house.start()

        self.assertEqual(house.now, "2026-03-02T18:30:00+08:00")
        self.assertIn("the manual clock stands at 2026-03-02T18:30:00+08:00", house.log.read_text())
        house.kill()
        house.start()
        self.assertEqual(house.now, "2026-03-02T18:30:00+08:00")


class Language(Scenario):
    def test_it_is_taken_before_the_verb_and_beside_help(self):
        house = self.house("10:00:00")
        program = house.command()[0]
        for words in (["--lang", "en", "ticket", "--help"], ["ticket", "--help", "--lang", "en"], ["--lang=en", "ticket"],
                      ["help", "ticket", "--lang", "en"]):
            with self.subTest(words=words):
                run = subprocess.run([program, *words], capture_output=True, text=True, timeout=20)
                self.assertEqual(run.returncode, 0, run.stderr)
                self.assertIn("list tickets, newest first", run.stdout)
        run = subprocess.run(
            [program, "--lang", "en", "config", "show", "--json"], capture_output=True, text=True, timeout=20)
        self.assertEqual(json.loads(run.stdout)["lang"], {"value": "en", "from": "--lang"})
