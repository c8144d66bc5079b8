// Serial number, what each feature has and uses, the keys; a key is looked at while it is typed, and added or removed.
"use strict";
(() => {
  const {element, number} = bailey;
  const form = document.getElementById("form");
  const kinds = {VALID: "on", GRACE: "busy", DUPLICATE: "idle"};
  const words = {
    VALID: "Valid", GRACE: "In grace", EXPIRED: "Expired", OTHER_SERIAL: "Other appliance", UNKNOWN_FEATURE: "Unknown feature",
    BAD_SIGNATURE: "Bad signature", UNKNOWN_ISSUER: "Unknown issuer", MALFORMED: "Not readable", DUPLICATE: "There twice",
  };
  let last = {keys: [], features: []};

  async function show() {
    last = await bailey.get("/optionkeys");
    bailey.replace("problems", last.problems.map(sentence => bailey.note(sentence)));
    bailey.replace("serial", serial(last.serial));
    bailey.replace("features", table(["Feature", "State", "Until", "In use"], last.features.map(feature)));
    bailey.replace("keys", last.keys.length === 0
      ? element("div", {class: "empty"}, "There is no key yet. Give your vendor the serial number, and paste below what comes back.")
      : table(["Key", "Feature", "Count", "State", "Last day", "Issuer", ""], [...last.keys].sort((a, b) => a.evaluation - b.evaluation).map(key)));
  }

  function table(heads, rows) {
    return element("div", {class: "scroll", "data-key": heads[0], tabindex: "0"}, element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map(head => element("th", {class: head === "Count" ? "number" : null}, head)))),
      element("tbody", {}, rows)));
  }

  function serial(text) {
    const copy = element("button", {"data-key": "copy", onclick: async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    }}, "Copy");
    return bailey.card("Serial number", element("div", {class: "row"}, element("span", {class: "big mono"}, text || "not readable"), copy),
      element("p", {class: "soft small"}, "Keys are made for it, and hold on no other appliance."));
  }

  function feature(use) {
    const [kind, word] = use.ending ? ["busy", "Ends with its last call"] : use.licensed ? ["on", "Licensed"] : ["idle", "No key"];
    return element("tr", {},
      element("td", {}, use.feature, element("div", {class: "soft small"}, use.title)),
      element("td", {}, element("span", {class: "state " + kind}, word)),
      element("td", {class: "soft whole"}, use.until || (!use.licensed ? "" : onlyLab(use.feature) ? "while the lab runs" : "for ever")),
      element("td", {}, use.counted ? counted(use) : use.calls.length === 0 ? "" : calls(use.calls.length)));
  }

  function onlyLab(feature) {
    const holding = last.keys.filter(each => each.feature === feature && ["VALID", "GRACE"].includes(each.state));
    return holding.length > 0 && holding.every(each => each.evaluation);
  }

  function counted(use) {
    if (use.count === 0 && use.calls.length === 0) {
      return use.refused > 0 ? element("span", {class: "soft small"}, number(use.refused) + " refused since " + use.since) : "";
    }
    const part = use.count === 0 ? 1 : Math.min(1, use.calls.length / use.count);
    const used = element("i", {class: part < 1 ? "used" : "used full"});
    used.style.width = (part * 100).toFixed(1) + "%";
    const mark = element("b", {title: "most at once: " + use.highest});
    mark.style.left = "calc(" + (use.count === 0 ? 100 : Math.min(100, use.highest / use.count * 100)).toFixed(1) + "% - 2px)";
    return element("div", {class: "use"},
      element("div", {}, element("b", {}, number(use.calls.length) + " of " + number(use.count)), " in use"),
      element("div", {class: "gauge", role: "img", "aria-label": use.calls.length + " of " + use.count + " in use"}, used, use.highest > 0 && part < 1 ? mark : null),
      element("div", {class: "soft small"}, number(use.highest) + " at once at most, " + number(use.refused) + " refused, since " + use.since));
  }

  function key(one) {
    const remove = element("button", {class: "danger", "data-key": "remove " + one.name, disabled: bailey.admin ? null : "",
      onclick: () => take(one)}, "Remove");
    return element("tr", {},
      element("td", {class: "mono"}, one.id || "?", element("div", {class: "soft small"}, one.name)),
      element("td", {}, one.feature, one.evaluation ? element("div", {}, element("span", {class: "tag"}, "evaluation")) : null),
      element("td", {class: "number"}, one.count === null ? "" : number(one.count)),
      element("td", {}, element("span", {class: "state " + (kinds[one.state] || "off")}, words[one.state]), element("div", {class: "soft small"}, one.sentence)),
      element("td", {class: "soft whole"}, one.expires || (one.issued && !one.evaluation ? "never" : "")),
      element("td", {class: "soft mono"}, one.issuer),
      element("td", {class: "number"}, one.evaluation ? "" : remove));
  }

  const calls = count => number(count) + (count === 1 ? " call" : " calls");

  async function take(one) {
    const use = last.features.find(each => each.feature === one.feature);
    const others = last.keys.filter(each => each.name !== one.name && each.feature === one.feature && ["VALID", "GRACE"].includes(each.state));
    const using = use ? use.calls : [];
    const left = others.reduce((sum, each) => sum + (each.count || 0), 0);
    const rest = others.length === 0 ? "New calls cannot use it any more."
      : use && use.counted ? number(left) + " of " + number(use.count) + " licences remain." : "Another key of this feature stays.";
    const after = using.length === 0 ? "No call uses the feature now. " + rest
      : calls(using.length) + (using.length === 1 ? " uses" : " use") + " the feature now and will go on: " + using.slice(0, 8).join(", ")
        + (using.length > 8 ? ", ..." : "") + "\n\n" + rest;
    if (confirm("Remove the key " + (one.id || one.name) + (one.feature ? " for " + one.feature : "") + "?\n\n" + after)) {
      await done(() => bailey.send("DELETE", "/optionkeys/" + encodeURIComponent(one.name)), () => one.name + " is removed.");
    }
  }

  async function done(work, sentence) {
    try {
      bailey.replace("said", bailey.note(sentence(await work()), "on"));
      return true;
    } catch (problem) {
      bailey.replace("said", bailey.note(problem.message, "off"));
      return false;
    } finally {
      await show();
    }
  }

  // What is pasted is looked at at once, so that a typing error is seen where it is.
  let looks = 0;
  async function examine() {
    const text = form.elements.key.value.trim();
    const look = ++looks;
    let found = null;
    if (text.length >= 20) {
      try {
        const key = await bailey.send("POST", "/optionkeys", {key: text, examine: true});
        found = element("span", {class: "state on"}, key.feature + (key.count === null ? "" : " x " + number(key.count)) + ", " + key.sentence);
      } catch (problem) {
        found = element("span", {class: "state off wrong"}, problem.message);
      }
    }
    if (look === looks) {
      bailey.replace("examined", found);
      mark(found === null ? "" : found.textContent);
    }
  }

  // The wrong group is selected, so that it can be typed over.
  function mark(sentence) {
    const place = /group (\d+), character (\d+)/.exec(sentence);
    if (place && document.activeElement === form.elements.key) {
      const letters = [...form.elements.key.value.matchAll(/[^\s\-\u2010-\u2015]/g)];
      const from = letters[(place[1] - 1) * 5];
      const to = letters[Math.min(letters.length, place[1] * 5) - 1];
      if (from && to) {
        form.elements.key.setSelectionRange(from.index, to.index + 1);
      }
    }
  }

  form.elements.key.addEventListener("paste", () => setTimeout(examine, 0));
  form.elements.key.addEventListener("change", examine);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const text = form.elements.key.value;
    if (await done(() => bailey.send("POST", "/optionkeys", {key: text}),
      key => key.feature + (key.count === null ? "" : " x " + number(key.count)) + " is added as " + key.name + ": " + key.sentence + ".")) {
      form.reset();
      bailey.replace("examined");
    }
  });
  for (const field of bailey.admin ? [] : form.elements) {
    field.disabled = true;
  }
  bailey.every(2000, show);
})();
