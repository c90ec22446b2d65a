extension Assets {
    static let script = #"""
        // Sends the forms, counts down and keeps boards and tickets fresh. No page decides anything: the server's answers are shown.
        "use strict";
        (() => {
          const zh = document.documentElement.lang.startsWith("zh");
          const words = (chinese, english) => (zh ? chinese : english);
          const asOf = Number(document.body.dataset.asOf);
          let skew = asOf ? asOf - Date.now() : 0;

          /// Without a token in force; too many wrong ones came from here, or this one has ended.
          const isOut = (answer) => answer.status === 401 || answer.status === 429;

          // Forms: every field carries its JSON Pointer.

          function key() {
            const bytes = crypto.getRandomValues(new Uint8Array(16));
            return "page-" + Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
          }

          function put(body, pointer, value) {
            const path = pointer.split("/").slice(1);
            const last = path.pop();
            let place = body;
            for (const name of path) place = place[name] ??= {};
            place[last] = value;
          }

          /// What was answered of a questionnaire; what was not asked is left out.
          function answers(field) {
            const list = [];
            for (const question of field.querySelectorAll("[data-question]")) {
              const answer = { question: question.dataset.question };
              const chosen = question.querySelector("input:checked")?.value;
              if (chosen) answer[question.querySelector("input:checked").dataset.part] = JSON.parse(chosen);
              const text = question.querySelector("[data-part=text]").value;
              if (text.trim()) answer.text = text;
              if (Object.keys(answer).length > 1) list.push(answer);
            }
            return list.length ? list : undefined;
          }

          /// As `Money.fen(ofYuan:)`; null for what is no amount.
          function fen(text) {
            const match = /^[¥\uFFE5]?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(万)?元?$/.exec(text.replace(/\s/g, ""));
            if (!match) return null;
            const [, whole, behind = "", tenThousands] = match;
            const places = tenThousands ? 6 : 2;
            if (behind.length > places) return null;
            const amount = Number(whole.replaceAll(",", "") + behind.padEnd(places, "0"));
            return Number.isSafeInteger(amount) ? amount : null;
          }

          function valueOf(field, offset) {
            const type = field.dataset.type;
            if (type === "choices") {
              const chosen = [...field.querySelectorAll("input:checked")].map((box) => box.value);
              return chosen.length ? chosen : undefined;
            }
            if (type === "questions") return answers(field);
            if (type === "rows") return undefined;
            const text = field.value;
            if (text.trim() === "") return undefined;
            switch (type) {
              case "integer": return Number(text);
              case "money": return fen(text) ?? text;
              case "yesno": return text === "true";
              case "moment": return (text.length === 16 ? text + ":00" : text) + offset;
              case "lines": return text.split("\n").map((line) => line.trim()).filter((line) => line);
              case "ticket": return text.trim();
              case "json": return JSON.parse(text);
              default: return text;
            }
          }

          function bodyOf(form) {
            const body = { data: {} };
            if (form.dataset.kind) body.kind = form.dataset.kind;
            if (form.dataset.command) body.type = form.dataset.command;
            if (form.dataset.rev) body.rev = Number(form.dataset.rev);
            for (const field of form.querySelectorAll("[data-name]")) {
              const value = valueOf(field, form.dataset.offset);
              if (value !== undefined) put(body, field.dataset.name, value);
            }
            return body;
          }

          const lists = (form) => [...form.querySelectorAll('[data-type="rows"]')].map((list) => list.dataset.name);

          /// Makes lists of what was written into rows, the inner ones first.
          /// - Returns: which rows of each list were written into, by its pointer.
          function closeUp(body, form) {
            const written = {};
            for (const pointer of lists(form).reverse()) {
              const path = pointer.split("/").slice(1);
              const last = path.pop();
              let place = body;
              for (const name of path) place = place?.[name];
              const rows = place?.[last];
              if (!rows) continue;
              written[pointer] = Object.keys(rows).map(Number).sort((a, b) => a - b);
              place[last] = written[pointer].map((row) => rows[row]);
            }
            return written;
          }

          /// From the place in what was sent to the place on the page.
          function placed(pointer, form, written) {
            for (const list of lists(form)) {
              if (!pointer.startsWith(list + "/")) continue;
              const [row, ...rest] = pointer.slice(list.length + 1).split("/");
              pointer = [list, written[list]?.[Number(row)] ?? row, ...rest].join("/");
            }
            return pointer;
          }

          function say(place, text) {
            place.textContent = text;
            place.hidden = !text;
          }

          function clear(form) {
            for (const place of form.querySelectorAll("[data-error], [data-problem]")) say(place, "");
            for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
          }

          /// The place of the nearest field: `/data/points/2` is shown at `/data/points`.
          function nearest(form, pointer) {
            for (let path = pointer; path; path = path.slice(0, path.lastIndexOf("/"))) {
              const place = form.querySelector(`[data-error="${CSS.escape(path)}"]`);
              if (place) return [place, form.querySelector(`[data-name="${CSS.escape(path)}"]`)];
            }
            return [null, null];
          }

          /// - Parameter written: which rows of lists were sent.
          function show(form, problem, written = {}) {
            let rest = problem.detail || problem.title;
            for (const error of problem.errors ?? []) {
              const [place, field] = nearest(form, placed(error.pointer, form, written));
              if (!place) continue;
              for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
              say(place, error.detail);
              field?.setAttribute("aria-invalid", "true");
              rest = problem.title;
            }
            if (problem.status === 412) rest += words(";请刷新页面", "; reload this page");
            say(form.querySelector("[data-problem]"), rest);
            (form.querySelector("[aria-invalid]") ?? form.querySelector("button")).focus();
          }

          async function send(form) {
            clear(form);
            const button = form.querySelector("button");
            button.disabled = true;
            form.dataset.key ??= key();
            try {
              const body = bodyOf(form);
              const written = closeUp(body, form);
              const answer = await fetch(form.dataset.endpoint, {
                method: "POST",
                headers: {
                  "Content-Type": "application/json",
                  "Idempotency-Key": form.dataset.key,
                  "Accept-Language": document.documentElement.lang,
                },
                body: JSON.stringify(body),
              });
              // Sent as without script: the log-in keeps what was typed and brings it back.
              if (isOut(answer)) return form.submit();
              const result = await answer.json();
              if (!answer.ok) return show(form, result, written);
              if (form.dataset.kind) location.assign("/tickets/" + encodeURIComponent(result.number));
              else location.reload();
            } catch (error) {
              const text = error instanceof SyntaxError ? error.message : words("无法连接,请重试", "no connection; try again");
              say(form.querySelector("[data-problem]"), text);
            } finally {
              button.disabled = false;
            }
          }

          // Listened to from above: a page that keeps itself fresh gets other forms.

          document.addEventListener("submit", (event) => {
            if (!event.target.matches("form.command")) return;
            // Files go as the browser sends them.
            if ([...event.target.querySelectorAll("[type=file]")].some((field) => field.files.length)) return;
            event.preventDefault();
            send(event.target);
          });
          // What is sent again unchanged keeps its key; what was changed is another wish.
          document.addEventListener("input", (event) => delete event.target.closest("form.command")?.dataset.key);

          // A customer's details: asked for with a reason.

          async function reveal(button) {
            const reason = prompt(button.dataset.ask);
            if (!reason) return;
            const answer = await fetch(button.dataset.person, {
              headers: { "Reveal-Reason": encodeURIComponent(reason), "Accept-Language": document.documentElement.lang },
            });
            const person = await answer.json();
            const parts = [person.name, person.phone, person.address].filter((part) => part);
            button.replaceWith(answer.ok ? parts.join(" · ") || person.status : person.detail);
          }
          document.addEventListener("click", (event) => {
            const button = event.target.closest("[data-person]");
            if (button) reveal(button);
          });

          // Countdowns.

          function span(milliseconds) {
            const minutes = Math.floor(milliseconds / 60000);
            const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
            const seconds = Math.floor(milliseconds / 1000) % 60;
            const pad = (number) => String(number).padStart(2, "0");
            const clock = `${pad(hours)}:${pad(rest)}:${pad(seconds)}`;
            return days ? words(`${days} 天 ${clock}`, `${days} d ${clock}`) : clock;
          }

          function count() {
            const now = Date.now() + skew;
            for (const place of document.querySelectorAll("[data-due]")) {
              const left = Number(place.dataset.due) - now;
              place.textContent =
                left >= 0 ? words(`还剩 ${span(left)}`, `${span(left)} left`) : words(`已过 ${span(-left)}`, `${span(-left)} over`);
            }
          }
          if (document.querySelector("[data-due], [data-board], [data-live]")) {
            count();
            setInterval(count, 1000);
          }

          // What keeps itself fresh: every two seconds, while somebody looks, it asks whether its ETag still holds.

          async function whenSeen() {
            while (document.hidden) {
              await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
            }
          }

          async function follow(address, tag, paint) {
            await whenSeen();
            try {
              const headers = { "Accept-Language": document.documentElement.lang };
              if (tag) headers["If-None-Match"] = tag;
              const answer = await fetch(address, { headers, cache: "no-store" });
              if (isOut(answer) || answer.redirected) return leave();
              if (answer.status === 200) {
                paint(await answer.text());
                tag = answer.headers.get("ETag");
              }
            } catch {
              // The next round tries again.
            }
            setTimeout(() => follow(address, tag, paint), 2000);
          }

          // Boards.

          function element(name, text, attributes = {}) {
            const made = document.createElement(name);
            if (text) made.textContent = text;
            for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
            return made;
          }

          /// A day is over at its 24:00, as everywhere else.
          function endTime(text) {
            if (text.slice(11, 19) !== "00:00:00" || text[19] === ".") return text.slice(0, 16).replace("T", " ");
            return new Date(Date.parse(text.slice(0, 10)) - 1).toISOString().slice(0, 10) + " 24:00";
          }

          /// As `DueHTML.soon`.
          const isSoon = (due) => Date.parse(due) - (Date.now() + skew) <= 15 * 60000;

          function due(ticket) {
            const cell = element("td");
            if (!ticket.due) return element("td", "—");
            if (ticket.isLate) cell.append(element("strong", words("超时", "late"), { class: "badge" }), " ");
            else if (!ticket.isReminder && isSoon(ticket.due)) cell.append(element("strong", words("将到期", "due soon")), " ");
            if (ticket.isReminder) cell.append(element("em", words("提醒", "reminder")), " ");
            cell.append(element("time", endTime(ticket.due), { datetime: ticket.due }), " ");
            cell.append(element("span", "", { "data-due": Date.parse(ticket.due) }));
            if (ticket.dueLabel) cell.append(" ", element("span", ticket.dueLabel, { class: "quiet" }));
            return cell;
          }

          /// As `SubjectCell`.
          function about(ticket) {
            const planned = ticket.plannedFor?.slice(0, 16).replace("T", " ");
            const cell = element("td", [ticket.subjectLabel, planned].filter(Boolean).join(" "));
            const whole = ticket.parentNumber;
            if (whole) cell.append(" ", element("a", whole, { class: "quiet", href: "/tickets/" + encodeURIComponent(whole) }));
            for (const text of [ticket.siteAddress, ticket.customerLabel]) {
              if (text) cell.append(" ", element("span", text, { class: "quiet" }));
            }
            return cell;
          }

          /// A word with another one that says more.
          function told(text, more, kind) {
            const made = element("td", text);
            if (more) made.append(" ", element("span", more, { class: kind }));
            return made;
          }

          /// As `RowTable`.
          function row(ticket, held, { branches, words }) {
            const line = element("tr", "", ticket.isLate ? { class: "late" } : {});
            const number = element("td");
            number.append(element("a", ticket.number, { href: "/tickets/" + encodeURIComponent(ticket.number) }));
            const state = told(ticket.state.label, ticket.heldBecause, "held");
            const cells = [element("td", ticket.kindLabel), about(ticket), state, told(held, ticket.assigneeLabel, "quiet")];
            if (branches !== undefined) cells.unshift(element("td", ticket.branchLabel));
            line.append(number, ...cells, due(ticket));
            if (words !== undefined) line.append(element("td", ticket.words));
            return line;
          }

          function paint(table, board) {
            skew = Date.parse(board.asOf) - Date.now();
            if (board.isStopped !== Boolean(document.querySelector("[data-stopped]"))) return location.reload();
            const late = board.tickets.filter((ticket) => ticket.isLate);
            const rest = board.tickets.filter((ticket) => !ticket.isLate);
            const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
            const rows = [...late, ...rest].map((ticket) => row(ticket, board.label, table.dataset));
            for (const line of rows) [...line.cells].forEach((cell, index) => (cell.dataset.head = heads[index]));
            table.tBodies[0].replaceChildren(...rows);
            for (const name of ["open", "late"]) {
              const place = document.querySelector(`[data-count="${name}"]`);
              if (place) place.textContent = board.counts[name];
            }
            const empty = document.querySelector("[data-empty]");
            if (empty) empty.hidden = rows.length > 0;
            count();
          }

          for (const table of document.querySelectorAll("[data-board]")) {
            follow(table.dataset.board, null, (text) => paint(table, JSON.parse(text)));
          }

          // A ticket: what is new replaces what stands there, unless somebody is in the middle of something.

          const live = document.querySelector("[data-live]");
          const news = document.querySelector("[data-refresh]");
          let fresh = null;

          function isChanged(field) {
            if (field.type === "hidden") return false;
            if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
            return field.value !== (field.defaultValue ?? "");
          }

          const isFilled = (form) => [...form.querySelectorAll("input, select, textarea")].some(isChanged);

          function isBusy() {
            const isInForm = Boolean(document.activeElement?.closest("form.command"));
            const isSelecting = !getSelection().isCollapsed && live?.contains(getSelection().anchorNode);
            return isInForm || isSelecting || [...document.querySelectorAll("form.command")].some(isFilled);
          }

          /// Nothing typed is lost for want of a token; the next thing sent leads to the log-in.
          function leave() {
            if (!isBusy()) location.assign("/login");
          }

          /// What stands for the same in the other page: the same words.
          function twin(element, page) {
            return [...page.querySelectorAll(element.tagName)].find((other) => other.textContent === element.textContent);
          }

          /// What was begun stays: forms with something in them, what is unfolded, what was looked up.
          function renew() {
            const page = fresh.querySelector("[data-live]");
            for (const form of live.querySelectorAll("form.command")) {
              const other = page.querySelector(`form#${CSS.escape(form.id)}`);
              if (!other || !isFilled(form)) continue;
              form.dataset.rev = other.dataset.rev;
              delete form.dataset.key;
              other.replaceWith(form);
            }
            for (const summary of live.querySelectorAll("details[open] > summary")) {
              const other = twin(summary, page);
              if (other) other.parentElement.open = true;
            }
            page.querySelector("[data-kept]")?.replaceWith(live.querySelector("[data-kept]"));
            const focused = live.contains(document.activeElement) ? twin(document.activeElement, page) : null;
            skew = Number(fresh.body.dataset.asOf) - Date.now();
            live.dataset.page = page.dataset.page;
            live.replaceChildren(...page.childNodes);
            focused?.focus({ preventScroll: true });
            news.hidden = true;
            count();
          }

          /// How many notices are new stands in the head; that alone is no news of the ticket.
          function renewHead() {
            const [mine, other] = [document, fresh].map((page) => page.querySelector("[data-notices]"));
            if (mine && other) mine.replaceWith(document.adoptNode(other));
          }

          function hear(text) {
            fresh = new DOMParser().parseFromString(text, "text/html");
            renewHead();
            if (fresh.querySelector("[data-live]")?.dataset.page === live.dataset.page) return;
            if (isBusy()) news.hidden = false;
            else if (fresh.documentElement.lang !== document.documentElement.lang) location.reload();
            else renew();
          }

          if (live) {
            news.addEventListener("click", renew);
            follow(location.pathname + location.search, live.dataset.live, hear);
          }
        })();

        """#
}
