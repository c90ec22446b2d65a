"""Requests like those that the OpenAPI document describes, and worse ones; and what may be answered to them."""

import json
import re
import urllib.parse

from house import ROOT

# The test moves the clock itself, by hours and not by millennia; and too many failed log-ins close the door to everybody.
SKIPPED = {"moveClock", "logIn"}
# docs/reference/http.md says of every route that a wrong parameter is an error; the OpenAPI document does not repeat it.
ANYWHERE = {"invalid-parameter", "unknown-parameter"}
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")


def documented_codes():
    """The codes of docs/reference/errors.md with their statuses."""
    text = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    return {code: int(status) for code, status in re.findall(r"^\| `([a-z0-9-]+)` \| (\d{3}) \|", text, re.MULTILINE)}


class Request:
    """One exchange, and whether its path and method were left as the document has them."""

    def __init__(self, operation, method, path, headers, body, is_regular):
        self.operation, self.method, self.path, self.headers, self.body = operation, method, path, headers, body
        self.is_regular = is_regular

    def __repr__(self):
        return f"{self.method} {self.path} {self.headers} {(self.body or b'')[:600]!r}"


class Requests:
    """Makes requests from the document that the server itself hands out."""

    def __init__(self, document, mutator, house):
        self.document, self.mutator, self.chance, self.house = document, mutator, mutator.chance, house
        self.operations = [
            (path, method.upper(), operation, operation.get("parameters", []) + item.get("parameters", []))
            for path, item in document["paths"].items() for method, operation in item.items() if method in ("get", "post")
            if operation["operationId"] not in SKIPPED]
        # Commands are where the rules are.
        self.weights = [12 if "/commands" in path else 4 if method == "POST" else 1 for path, method, _, _ in self.operations]
        self.tickets = []
        self.keys = ["fuzz"]

    def resolve(self, node):
        while "$ref" in node:
            name = node["$ref"].split("/")[1:]
            node = self.document
            for part in name:
                node = node[part]
        return node

    def make(self):
        path, method, operation, parameters = self.chance.choices(self.operations, self.weights)[0]
        parameters = [self.resolve(parameter) for parameter in parameters]
        is_regular, query, headers = True, [], {"Accept-Language": self.chance.choice(("zh", "en", "fr;q=0.1", "*"))}
        ticket = self.chance.choice(self.tickets)
        for parameter in parameters:
            name, value = parameter["name"], self.sample(parameter, ticket)
            if self.mutator.often(0.1):
                value = self.mutator.text(value)
            is_regular = is_regular and value != ""  # Without it the path is another one.
            if parameter["in"] == "path":
                path = path.replace("{" + name + "}", urllib.parse.quote(value.encode("utf-8", "surrogatepass"), safe=""))
            elif parameter["in"] == "query" and self.mutator.often(0.3):
                query += [(name, value.encode("utf-8", "surrogatepass"))] * (2 if self.mutator.often(0.05) else 1)
            elif parameter["in"] == "header" and (name == "Idempotency-Key" or self.mutator.often(0.4)):
                headers[name] = "".join(letter for letter in value if " " <= letter <= "~")[:9000]
        if self.mutator.often(0.03):
            path, is_regular = path + self.chance.choice(("/", "//", "/..", "/%2e%2e", "%00", "?", "x", ";a=b", "/%ff")), False
        if self.mutator.often(0.03):
            method, is_regular = self.chance.choice(METHODS), False
        if query:
            path += "?" + urllib.parse.urlencode(query)
        body = self.body(operation, ticket, headers) if method in ("POST", "PUT", "PATCH") else None
        return Request(operation, method, path, headers, body, is_regular)

    def sample(self, parameter, ticket):
        """A value that fits, most of the time."""
        name, schema = parameter["name"], self.resolve(parameter.get("schema", {}))
        if parameter["in"] == "path" and name == "id":
            return ticket["customer"] if "people" in str(parameter.get("description")) else self.chance.choice(
                (ticket["id"], ticket["number"]))
        fitting = {
            "department": ("engineering", "materials", "furniture"), "queue": ("engineering", "routing", "dlq.engineering"),
            "feed": ("all", "complaint", "dispatch", "engineering"), "state": ("received", "inDepartment", "working"),
            "parent": (ticket["id"],), "kind": ("complaint", "dispatch"), "fields": ("id,number", "state", "clocks"),
            "If-Match": (f'"{ticket["rev"]}"', '"1"'), "If-None-Match": ('"1"', "*"), "Idempotency-Key": (self.key(),),
        }.get(name) or schema.get("enum")
        if fitting:
            return str(self.chance.choice(tuple(fitting)))
        if schema.get("type") == "integer":
            return str(self.chance.choice((0, 1, 5, 200, 201)))
        if schema.get("type") == "boolean":
            return self.chance.choice(("true", "false"))
        return self.chance.choice(("1", "x", "回电核实"))

    def key(self):
        """Mostly a fresh one; now and then one that was used before."""
        if self.mutator.often(0.9):
            self.keys.append(f"fuzz-{self.chance.getrandbits(64):x}")
            return self.keys[-1]
        return self.chance.choice(self.keys[-20:])

    # Bodies

    def body(self, operation, ticket, headers):
        content = self.resolve(operation.get("requestBody", {})).get("content", {})
        headers["Content-Type"] = "application/json"
        if self.mutator.often(0.02):
            headers["Content-Type"] = self.chance.choice(("text/plain", "application/json; charset=gbk", "", "*/*"))
        if operation["operationId"] == "actOnTicket":
            return self.mutator.body(self.command(ticket))
        examples = [example["value"] for media in content.values() for example in media.get("examples", {}).values()]
        examples += [media["example"] for media in content.values() if "example" in media]
        return self.mutator.body(self.chance.choice(examples)) if examples else b""

    def command(self, ticket):
        """What the ticket's own forms offer, filled in so that it fits."""
        action = self.chance.choice(ticket["actions"])
        command = {"type": action["verb"], "data": self.fill(action["schema"], ticket)}
        if self.mutator.often(0.2):
            command["rev"] = ticket["rev"]
        if self.mutator.often(0.1):
            command["occurredAt"] = self.house.now
        return command

    def fill(self, schema, ticket):
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            required = schema.get("required", [])
            return {
                name: self.fill(field, ticket) for name, field in schema.get("properties", {}).items()
                if name in required or self.mutator.often(0.4)}
        if kind == "array":
            return [self.fill(schema.get("items", {}), ticket) for _ in range(self.chance.choice((1, 1, 2)))]
        if kind == "integer":
            return self.chance.choice((1, 3, 5))
        if kind == "boolean":
            return self.mutator.often(0.5)
        if schema.get("format") == "date-time":
            return self.chance.choice(("2026-03-02T10:00:00+08:00", "2026-03-20T18:00:00+08:00", self.house.now))
        if "26" in json.dumps(schema):
            return self.chance.choice(self.tickets)["id"]
        return self.chance.choice(("客户理解", "函-1", "工程部"))

    # What is there to act on

    def look_around(self, people):
        """Reads some of the newest tickets, as somebody who sees everything."""
        listed = people[0].get("/v1/tickets?limit=40")["tickets"]
        self.tickets = []
        for row in listed:
            shown = people[0].get(f"/v1/tickets/{row['id']}")
            actions = people[0].get(f"/v1/tickets/{row['id']}/actions")["actions"]
            if actions:
                self.tickets.append({**shown, "actions": actions})


class Judge:
    """What is wrong with an answer; None if nothing is."""

    def __init__(self):
        self.codes = documented_codes()

    def fault(self, request, answer):
        code = self.problem(answer).get("code")
        if answer.status >= 500:
            return None if answer.status == 503 and code in ("overloaded", "outcome-unknown") else "a fault of the server"
        documented = {int(status) for status in request.operation["responses"]}
        if request.is_regular and answer.status not in documented and code not in ANYWHERE:
            return f"{answer.status} is not documented for {request.operation['operationId']}"
        is_api = request.path.startswith("/v1/")
        if answer.status >= 400 and is_api and request.method != "HEAD":
            problem = self.problem(answer)
            if self.codes.get(problem.get("code")) != answer.status or problem.get("status") != answer.status:
                return "no documented problem"
        if answer.status < 300 and is_api and request.method not in ("HEAD", "OPTIONS"):
            try:
                answer.json
            except ValueError:
                return "the answer is no JSON"
        return None

    def problem(self, answer):
        try:
            return answer.json if "problem+json" in answer.headers.get("Content-Type", "") else {}
        except ValueError:
            return {}
