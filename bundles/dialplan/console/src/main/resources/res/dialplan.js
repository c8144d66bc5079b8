// Trying the dial plan: where a call goes, what a pattern does, who would be routed differently after a change.
"use strict";
(() => {
  const {element} = bailey;
  const field = name => document.getElementById(name);
  const mono = text => element("span", {class: "mono"}, text);
  const words = {MISSED: ["idle", "no\u00a0match"], UNFIT: ["idle", "other\u00a0calls"], CHANGED: ["busy", "changes"], PASSED_OVER: ["off", "passed\u00a0over"], TAKEN: ["on", "taken"]};
  const variants = {ANY: "as calls from there are", STANDARD: "Standard", MICROSOFT_AV: "Microsoft audio, video", MICROSOFT_SHARE: "Microsoft sharing",
    MICROSOFT_IM: "Microsoft SIP IM&P", MICROSOFT_CONFERENCE: "Microsoft conference", MICROSOFT: "all of Microsoft", ALL: "All SIP variants"};
  const MOST = 200;
  let plan = null;

  function table(heads, rows) {
    return element("div", {class: "scroll"}, element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map(head => element("th", {}, head)))), element("tbody", {}, rows)));
  }

  const cells = (...each) => element("tr", {}, each.map(one => element("td", {}, one)));
  const empty = text => element("div", {class: "empty"}, text);

  function pattern(row) {
    const kind = {ANY_ALIAS: "any alias", EXACT: "exactly ", PREFIX: "begins with ", SUFFIX: "ends with "}[row.patternType] || "";
    return [element("span", {class: "soft small"}, kind), row.pattern ? mono(row.pattern) : null];
  }

  function becomes(row) {
    return row.behaviour === "REPLACE" ? [element("span", {class: "soft small"}, "becomes "), mono(row.replacement)] :
      row.behaviour === "STRIP" ? element("span", {class: "soft small"}, "is taken away") : element("span", {class: "soft small"}, "stays");
  }

  function rule(row) {
    const limits = [row.source ? "from " + row.source : null, row.variant === "ALL" ? null : variants[row.variant] || row.variant,
      row.authenticated ? "trusted senders" : null].filter(one => one);
    return element("tr", {},
      element("td", {class: "number"}, row.priority),
      element("td", {}, row.name, row.enabled ? null : element("span", {class: "soft small"}, " (off)"),
        row.description ? element("div", {class: "soft small"}, row.description) : null),
      element("td", {}, limits.length ? limits.map(one => element("div", {}, element("span", {class: "tag"}, one))) : element("span", {class: "soft"}, "any call")),
      element("td", {}, pattern(row)),
      element("td", {}, becomes(row)),
      element("td", {}, row.target, row.goOn ? element("div", {class: "soft small"}, "goes on when nobody is found") : null));
  }

  function showRules() {
    const wanted = field("filter").value.trim().toLowerCase();
    const rows = plan.rules.filter(row => [row.name, row.pattern, row.target, row.source, row.description, row.pid].some(text => text.toLowerCase().includes(wanted)));
    bailey.replace("rules", rows.length === 0
      ? empty(plan.rules.length === 0 ? "There are no search rules yet: every call is answered with 404." : "No rule has that.")
      : [table(["Priority", "Rule", "For", "Pattern", "Alias", "Target zone"], rows.slice(0, MOST).map(rule)),
        rows.length > MOST ? element("p", {class: "soft"}, bailey.number(rows.length - MOST) + " more; type above what they have.") : null]);
  }

  function judged(list, broken) {
    return table(["", "Expectation", "Call", "From", "Has to go to", "Goes to"], list.map(one => cells(
      element("span", {class: "state " + (one.holds ? "on" : "off")}, one.holds ? "holds" : broken && broken.includes(one.name) ? "breaks" : "broken"),
      one.name, mono(one.question.alias), one.question.from, one.expected, element("span", {class: "soft"}, one.result))));
  }

  function options(select, values, chosen) {
    const before = select.value || chosen;
    if (select.options.length !== values.length) {
      select.replaceChildren(...values.map(([value, text]) => element("option", {value, selected: value === before ? "" : null}, text)));
    }
  }

  bailey.every(5000, async () => {
    plan = await bailey.get("/dialplan");
    options(field("from"), plan.zones.concat("Default zone").map(name => [name, name]), plan.zones[0]);
    options(field("variant"), [["", variants.ANY]].concat(["STANDARD", "MICROSOFT_AV", "MICROSOFT_SHARE", "MICROSOFT_IM", "MICROSOFT_CONFERENCE"].map(one => [one, variants[one]])), "");
    bailey.replace("refused", plan.refused.map(sentence => bailey.note(sentence, "off")));
    bailey.replace("warnings", plan.warnings.length ? plan.warnings.map(sentence => bailey.note(sentence)) : empty("Nothing in the dial plan looks like a mistake."));
    bailey.replace("transforms", plan.transforms.length === 0 ? empty("There are none: aliases are searched as they come.")
      : table(["Priority", "Transform", "Pattern", "Alias"], plan.transforms.map(row => cells(row.priority, row.name, pattern(row), becomes(row)))));
    bailey.replace("expectations", plan.expectations.length === 0 ? empty("There are none. Add the calls that must never go wrong.") : judged(plan.expectations));
    const {calls, different, days, dropped} = plan.recorded;
    field("recorded").textContent = days === 0 ? "No calls are recorded (recordDays is 0)."
      : bailey.number(different) + " different aliases of " + bailey.number(calls) + " calls of the last " + days + " days are replayed"
        + (dropped ? "; " + bailey.number(dropped) + " calls of today had no room." : ".");
    showRules();
  });

  field("filter").addEventListener("input", () => plan && showRules());

  function step(one) {
    const [kind, text] = words[one.outcome];
    return element("tr", {}, element("td", {class: "number"}, one.priority || ""),
      element("td", {}, element("span", {class: "state " + kind}, text)),
      element("td", {class: one.outcome === "MISSED" || one.outcome === "UNFIT" ? "soft" : ""}, one.sentence));
  }

  field("locate").addEventListener("submit", async event => {
    event.preventDefault();
    try {
      const asked = new URLSearchParams({alias: field("alias").value, from: field("from").value, variant: field("variant").value});
      const {explanation, reached, result} = await bailey.get("/dialplan/locate?" + asked);
      const found = explanation.targets.length > 0;
      const there = found && reached.startsWith("zone ");
      bailey.replace("located", bailey.note(result, found ? "on" : "off"),
        reached ? bailey.note((there ? "Now: " : "Not reachable now: ") + reached, there ? "on" : "off") : null,
        table(["Priority", "", "Step"], explanation.steps.slice(0, 1000).map(step)));
    } catch (problem) {
      bailey.replace("located", bailey.note(problem.message, "off"));
    }
  });

  field("check").addEventListener("submit", async event => {
    event.preventDefault();
    try {
      const asked = new URLSearchParams({pattern: field("pattern").value, patternType: field("patternType").value, behaviour: field("behaviour").value,
        replacement: field("replacement").value, alias: field("tried").value});
      const trial = await bailey.get("/dialplan/check?" + asked);
      bailey.replace("checked",
        trial.refused ? bailey.note("Refused: " + trial.refused + ".", "off")
          : trial.matches ? bailey.note(["Matches. Goes on as ", mono(trial.result)].map(one => one.textContent || one).join(""), "on") : bailey.note("Does not match.", "off"),
        trial.groups.length ? bailey.facts(trial.groups.map((text, at) => ["\\" + (at + 1), mono(text || "took no part")])) : null,
        trial.remarks.map(sentence => bailey.note(sentence)));
    } catch (problem) {
      bailey.replace("checked", bailey.note(problem.message, "off"));
    }
  });

  field("fill").addEventListener("click", async () => {
    try {
      field("settings").value = (await bailey.get("/dialplan/settings")).settings;
    } catch (problem) {
      bailey.replace("rehearsed", bailey.note(problem.message, "off"));
    }
  });

  function changes(list) {
    return list.length === 0 ? element("p", {class: "soft"}, "No setting differs.") : element("details", {"data-key": "changes"},
      element("summary", {}, list.length + (list.length === 1 ? " configuration changes" : " configurations change")),
      list.map(one => element("div", {class: "small"}, element("b", {}, {ADDED: "comes ", REMOVED: "goes ", CHANGED: "changes "}[one.kind]), mono(one.pid), " ",
        one.values.map(value => value.name + ": " + (value.before === null ? "default" : value.before) + " → " + (value.after === null ? "default" : value.after)).join("; "))));
  }

  function show(run, text) {
    const elsewhere = run.different.length + run.more;
    const broken = run.expectations.filter(one => !one.holds);
    const go = element("button", {class: "strong", disabled: bailey.admin && run.changes.length ? null : "", onclick: async () => {
      go.disabled = true;
      try {
        await bailey.send("POST", "/dialplan/apply", {settings: text, basis: run.basis});
        bailey.replace("rehearsed", bailey.note("Applied. A snapshot of the settings before is on the page Backup.", "on"));
      } catch (problem) {
        bailey.replace("rehearsed", bailey.note(problem.message, "off"));
      }
    }}, "Apply");
    bailey.replace("rehearsed",
      run.replayed === 0 ? bailey.note("No calls are recorded yet: what is said below comes from the rules and expectations alone.") :
      bailey.note(elsewhere === 0 ? "Nobody would be routed differently: " + bailey.number(run.replayed) + " different aliases of " + bailey.number(run.calls) + " calls were replayed."
        : bailey.number(elsewhere) + " of " + bailey.number(run.replayed) + " recorded aliases would be routed differently.", elsewhere ? "" : "on"),
      run.different.length ? table(["Calls", "Last", "Alias", "From", "Goes now", "Would go"], run.different.map(one => cells(
        bailey.number(one.calls), element("span", {class: "whole"}, one.lastDay), mono(one.question.alias), one.question.from, one.now, element("b", {}, one.then)))) : null,
      run.more ? element("p", {class: "soft"}, "and " + bailey.number(run.more) + " more") : null,
      broken.length ? [element("h2", {}, "Expectations that would not hold"), judged(broken, run.broken)]
        : run.expectations.length ? bailey.note("All " + run.expectations.length + " expectations hold.", "on") : null,
      run.warnings.slice(0, run.fresh).map(sentence => bailey.note("New warning: " + sentence)),
      run.warnings.length > run.fresh ? element("details", {}, element("summary", {}, (run.warnings.length - run.fresh) + " warnings as before"),
        run.warnings.slice(run.fresh).map(sentence => bailey.note(sentence))) : null,
      run.notes.map(sentence => bailey.note(sentence)),
      changes(run.changes),
      element("div", {class: "row"}, go, element("button", {onclick: () => bailey.replace("rehearsed")}, "Leave it")));
  }

  field("dryrun").addEventListener("click", async () => {
    const text = field("settings").value;
    field("dryrun").disabled = true;
    try {
      show(await bailey.send("POST", "/dialplan/dryrun", {settings: text}), text);
    } catch (problem) {
      bailey.replace("rehearsed", bailey.note(problem.message, "off"));
    } finally {
      field("dryrun").disabled = false;
    }
  });
})();
