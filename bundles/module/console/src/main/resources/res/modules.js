// Features with their bundles; a file is sent, its plan read, then applied; what became of it all.
"use strict";
(() => {
  const {element} = bailey;
  const api = document.getElementById("bailey").dataset.api;
  const file = document.getElementById("file");
  const look = document.getElementById("look");
  const states = {SERVING: ["on", "Serves"], IMPAIRED: ["off", "Impaired"], ENDING: ["busy", "Ends with its calls"], LOCKED: ["idle", "Needs a key"], ABSENT: ["idle", "Not installed"]};
  const outcomes = {DRAINING: ["busy", "Waits for calls to end"], REPLACING: ["busy", "Replacing"], WATCHED: ["busy", "Watched"], DONE: ["on", "Done"],
    PUT_BACK: ["off", "Put back"], REFUSED: ["idle", "Refused"], FAILED: ["off", "Failed"]};
  const ways = {SIDE_BY_SIDE: "side by side, no gap", IN_PLACE: "in place", NEW: "new"};
  let watched = null; // the update this page began

  const state = ([kind, word]) => element("span", {class: "state " + kind}, word);

  async function send() {
    const chosen = file.files[0];
    if (!chosen) {
      bailey.replace("plan", bailey.note("Choose a file first."));
      return;
    }
    look.disabled = true;
    bailey.replace("plan", element("p", {class: "soft"}, "Reading " + chosen.name + "…"));
    try {
      const answer = await fetch(api + "/modules/plan?name=" + encodeURIComponent(chosen.name),
        {method: "POST", credentials: "same-origin", headers: {"Content-Type": "application/octet-stream"}, body: chosen});
      const plan = await answer.json();
      if (!answer.ok) {
        throw new Error(plan.detail);
      }
      show(plan);
    } catch (problem) {
      bailey.replace("plan", bailey.note(problem.message, "off"));
    } finally {
      look.disabled = false;
    }
  }

  function show(plan) {
    const drain = element("input", {type: "checkbox"});
    const go = element("button", {class: "strong", disabled: plan.possible && !plan.drain ? null : "", onclick: () => apply(plan, drain.checked, go)}, "Apply");
    drain.addEventListener("change", () => { go.disabled = !drain.checked; });
    bailey.replace("plan",
      element("div", {class: "scroll"}, element("table", {class: "list plan"},
        element("thead", {}, element("tr", {}, ["Bundle", "Runs now", "Comes", "How"].map(head => element("th", {}, head)))),
        element("tbody", {}, plan.replacements.map(one => element("tr", {},
          element("td", {class: "mono"}, one.name), element("td", {class: "mono"}, one.from || "–"), element("td", {class: "mono"}, one.to), element("td", {}, ways[one.way])))))),
      element("ul", {class: "words"}, plan.sentences.map(sentence => element("li", {}, sentence))),
      plan.refusals.map(sentence => bailey.note(sentence, "off")),
      plan.possible ? element("div", {class: "row"}, go,
        plan.drain ? element("label", {}, drain, " take no new calls, and wait until the last one has ended") : null,
        element("button", {onclick: () => bailey.replace("plan")}, "Leave it")) : null);
  }

  async function apply(plan, drain, go) {
    go.disabled = true;
    try {
      watched = (await bailey.send("POST", "/modules/apply", {plan: plan.id, drain})).update;
      bailey.replace("plan");
      file.value = "";
    } catch (problem) {
      bailey.replace("plan", bailey.note(problem.message, "off"));
    }
  }

  function steps(record) {
    return element("ol", {class: "steps"}, record.steps.map(step =>
      element("li", {}, element("span", {class: "soft small"}, bailey.time(step.at)), " ", step.sentence)));
  }

  bailey.every(1000, async () => {
    const {features, update} = await bailey.get("/modules");
    const {history} = await bailey.get("/modules/history");
    const drain = await bailey.get("/drain");
    const mine = history.find(one => one.id === watched);
    if (update) {
      bailey.replace("update", element("section", {class: "card"}, element("h3", {}, "Under way"),
        state(outcomes[update.outcome]), element("p", {}, update.what), steps(update)));
    } else if (mine) {
      bailey.replace("update", bailey.note(mine.what + ": " + outcomes[mine.outcome][1].toLowerCase() + (mine.reason ? ". " + mine.reason : "."),
        mine.outcome === "DONE" ? "on" : "off"));
    } else {
      bailey.replace("update");
    }
    bailey.replace("drain", drain.on
      ? element("div", {class: "note"}, "No new calls are taken since " + bailey.moment(drain.since) + " (" + drain.who + "): " + drain.calls
        + (drain.calls === 1 ? " call is" : " calls are") + " up, " + drain.refused + " refused. ", button("Take calls again", "DELETE"))
      : element("p", {class: "row"}, button("Take no new calls", "PUT", {overRestart: false}),
        element("span", {class: "soft"}, "For maintenance: callers are sent elsewhere (503), calls that are up go on.")));
    bailey.replace("features", features.map(feature));
    bailey.replace("history", history.length === 0
      ? element("div", {class: "empty"}, "Nothing was updated yet.")
      : element("div", {class: "scroll", "data-key": "history"}, element("table", {class: "list"},
        element("thead", {}, element("tr", {}, ["Began", "What", "Outcome", "By"].map(head => element("th", {}, head)))),
        element("tbody", {}, history.slice(0, 50).map(past)))));
  });

  function button(words, method, body) {
    return element("button", {"data-key": "drain", disabled: bailey.admin ? null : "", onclick: event => {
      event.target.disabled = true;
      bailey.send(method, "/drain", body);
    }}, words);
  }

  function past(record) {
    return element("tr", {},
      element("td", {class: "soft whole"}, bailey.moment(record.began)),
      element("td", {}, element("span", {class: "mono"}, record.what), record.reason ? element("div", {class: "small"}, record.reason) : null,
        record.steps.length === 0 ? null
          : element("details", {"data-key": "h" + record.id}, element("summary", {class: "small"}, "what happened"), steps(record))),
      element("td", {}, state(outcomes[record.outcome])),
      element("td", {class: "soft"}, record.who));
  }

  function feature(one) {
    return element("details", {class: "card feature", "data-key": "f" + one.word},
      element("summary", {"data-key": "s" + one.word}, element("b", {}, one.title), " ", state(states[one.state]), " ",
        one.calls ? element("span", {class: "tag"}, one.calls + (one.calls === 1 ? " call" : " calls")) : null,
        element("span", {class: "soft small"}, " " + one.description)),
      one.detail ? bailey.note(one.detail, one.state === "IMPAIRED" ? "off" : "") : null,
      element("div", {class: "scroll"}, element("table", {class: "list"}, element("tbody", {}, one.modules.map(module => element("tr", {},
        element("td", {class: "mono"}, module.name, module.keeper ? [" ", element("span", {class: "tag"}, "keeper")] : null),
        element("td", {class: "mono"}, module.version),
        element("td", {class: "soft"}, module.state || "not installed")))))));
  }

  look.addEventListener("click", send);
  file.addEventListener("change", () => bailey.replace("plan"));
  if (!bailey.admin) {
    look.disabled = file.disabled = true;
  }
})();
