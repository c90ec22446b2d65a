extension Assets {
    static let styleSheet = #"""
        :root { color-scheme: light dark; --late: #b3261e; --line: #8886; --card: #8881;
          background: Canvas; color: CanvasText; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 3rem; line-height: 1.5;
          font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
        @media (prefers-color-scheme: dark) { :root { --late: #ff8a80; } }
        header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 0;
          border-bottom: 1px solid var(--line); }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; flex: 1; }
        nav form { margin-left: auto; }
        .home { font-weight: bold; text-decoration: none; color: inherit; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: 1rem; }
        a, button, summary, input, select, textarea { min-height: 2.25rem; font: inherit; }
        .home, nav a, td a { display: inline-flex; align-items: center; }
        [aria-current] { color: inherit; font-weight: bold; text-decoration: none; }
        button { padding: .25rem 1rem; cursor: pointer; }
        .card { max-width: 36rem; padding: 1rem; background: var(--card); border-radius: .5rem; }
        .card p { margin: .75rem 0; }
        label { display: block; } label.inline { display: inline-flex; gap: .5rem; align-items: center; margin-right: 1rem; }
        label.inline input { width: 1.25rem; }
        input, select, textarea { width: 100%; padding: .35rem .5rem; }
        fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0; }
        .search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .75rem; }
        .search input { width: 10rem; }
        .required { color: var(--late); margin-left: .25rem; }
        .error { color: var(--late); margin: .25rem 0; }
        [aria-invalid="true"] { outline: 2px solid var(--late); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line);
          vertical-align: baseline; min-width: 4rem; }
        th, td a, td time, [data-due] { white-space: nowrap; }
        tr.late td:first-child { border-left: .35rem solid var(--late); }
        .overs { list-style: none; padding: 0; }
        [data-question] { margin: .75rem 0; } [data-question] input[type="radio"] { width: 1.25rem; }
        .badge, .count.late b { color: var(--late); }
        .count { margin-right: 1.5rem; } .count b { font-size: 1.6rem; }
        .quiet { opacity: .75; font-size: .9em; }
        .held { border: 1px solid var(--line); padding: 0 .35rem; font-size: .9em; }
        dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .15rem 1rem; margin: .25rem 0; }
        dt { opacity: .75; } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
        dd > ul { margin: 0; padding-left: 1.25rem; }
        .notices { list-style: none; padding: 0; } .notices > li { margin: 1rem 0; } .notices p, .notices ul { margin: 0; }
        .marks { display: flex; flex-wrap: wrap; gap: .5rem; margin: .25rem 0; }
        .words { white-space: pre-line; font-size: 1.1em; margin: .5rem 0; padding-left: .75rem;
          border-left: .25rem solid var(--line); overflow-wrap: anywhere; }
        details.action { margin: .25rem 0; } summary { cursor: pointer; padding: .25rem 0; }
        .news { position: sticky; top: 0; z-index: 1; margin: 0; }
        a.file { display: inline-block; margin: .25rem .5rem .25rem 0; }
        a.file img { display: block; max-width: 100%; max-height: 10rem; border: 1px solid var(--line); }
        .history > li { margin: .75rem 0; } .history p { margin: 0; }
        @media (max-width: 36rem) {
          header { gap: 0 1rem; } nav { flex-basis: 100%; gap: 0 1rem; }
          /* Rows are stacked: the first cell is the row's head, the others say what they hold. */
          table, thead, tbody, tr, td { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { padding: .25rem 0; border-bottom: 1px solid var(--line); }
          tr.late { border-left: .35rem solid var(--late); padding-left: .6rem; }
          td, tr.late td:first-child { border: 0; padding: 0; }
          td:first-child { font-weight: bold; }
          td + td { position: relative; padding-left: 5.5rem; }
          td + td::before { content: attr(data-head); position: absolute; left: 0; opacity: .75; }
          /* What has parts of its own stands below its name. */
          dl { grid-template-columns: minmax(4rem, auto) 1fr; gap: .15rem .75rem; }
          dt:has(+ dd > dl, + dd > ul) { grid-column: 1 / -1; }
          dd:has(> dl, > ul) { grid-column: 1 / -1; padding-left: .75rem; border-left: 2px solid var(--line); }
          .history, .guide { padding-left: 1.25rem; }
        }

        """#
}
