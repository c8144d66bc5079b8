// Backups are made and brought back; snapshots are compared and restored.
"use strict";
(() => {
  const {element} = bailey;
  const api = document.getElementById("bailey").dataset.api;
  const field = name => document.getElementById(name);
  const opened = new Map(); // number of a snapshot to what is shown of it

  async function download(options, place) {
    bailey.replace(place);
    try {
      const answer = await fetch(api + "/backup", {credentials: "same-origin", ...options});
      if (!answer.ok) {
        throw new Error((await answer.json()).detail);
      }
      const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
      const link = element("a", {href: URL.createObjectURL(await answer.blob()), download: name});
      link.click();
      URL.revokeObjectURL(link.href);
      field("lock").value = "";
      bailey.replace(place, bailey.note(name + " was made.", "on"));
    } catch (problem) {
      bailey.replace(place, bailey.note(problem.message, "off"));
    }
  }

  function base64(file) {
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => failed(new Error(file.name + " cannot be read."));
      reader.readAsDataURL(file);
    });
  }

  function changes(list) {
    const words = {ADDED: ["on", "comes"], REMOVED: ["off", "goes"], CHANGED: ["busy", "changes"]};
    const shown = value => value === null ? element("span", {class: "soft"}, "default") : value;
    if (list.length === 0) {
      return element("p", {class: "soft"}, "No setting differs.");
    }
    return element("div", {class: "scroll"}, element("table", {class: "list"}, element("tbody", {}, list.map(change => element("tr", {},
      element("td", {class: "mono"}, change.pid, element("div", {}, element("span", {class: "state " + words[change.kind][0]}, words[change.kind][1]))),
      element("td", {}, change.values.map(value => element("div", {class: "small"}, element("b", {}, value.name), ": ",
        shown(value.before), " → ", shown(value.after), value.secret ? element("span", {class: "soft"}, " (differs)") : null))))))));
  }

  async function look() {
    const chosen = field("file").files[0];
    if (!chosen) {
      bailey.replace("plan", bailey.note("Choose a file first."));
      return;
    }
    field("look").disabled = true;
    try {
      const only = field("only").value.trim();
      const body = {file: await base64(chosen), passphrase: field("key").value, only: only ? only.split(/[\s,]+/) : []};
      show(await bailey.send("POST", "/backup/plan", body), body);
    } catch (problem) {
      bailey.replace("plan", bailey.note(problem.message, "off"));
    } finally {
      field("look").disabled = false;
    }
  }

  function told(recovery) {
    return [
      element("p", {}, "Made " + bailey.moment(recovery.made) + " by version " + recovery.version + ", serial number ",
        element("span", {class: "mono"}, recovery.serial), recovery.sameAppliance ? ", this appliance." : ", another appliance."),
      recovery.sentences.concat(recovery.settings.notes).map(sentence => bailey.note(sentence)),
      changes(recovery.settings.changes)];
  }

  function show(plan, body) {
    const go = element("button", {class: "strong", onclick: async () => {
      go.disabled = true;
      try {
        const done = await bailey.send("POST", "/backup/restore", body);
        field("file").value = field("key").value = "";
        bailey.replace("plan", bailey.note("Restored.", "on"), told(done));
      } catch (problem) {
        bailey.replace("plan", bailey.note(problem.message, "off"));
      }
    }}, "Restore");
    bailey.replace("plan", told(plan), element("div", {class: "row"}, go, element("button", {onclick: () => bailey.replace("plan")}, "Leave it")));
  }

  // What a snapshot would bring back, with a box for each PID.
  async function compare(id) {
    bailey.replace("said");
    try {
      const {changes: list} = await bailey.get("/snapshots/" + id + "/changes");
      const boxes = list.map(change => element("input", {type: "checkbox", checked: "", value: change.pid, "aria-label": change.pid}));
      const restore = element("button", {class: "strong", disabled: bailey.admin && list.length ? null : "", onclick: () => bring(id, boxes, restore)}, "Restore what is ticked");
      opened.set(id, element("div", {},
        list.length === 0 ? element("p", {class: "soft"}, "It is what holds now.") : [
          element("p", {class: "soft small"}, "What changed since then. Restoring takes back what is ticked."),
          list.map((change, at) => element("div", {class: "row"}, element("label", {}, boxes[at], " "), changes([change])))],
        element("div", {class: "row"}, restore, element("button", {onclick: () => { opened.delete(id); load(); }}, "Close"))));
      load();
    } catch (problem) {
      bailey.replace("said", bailey.note(problem.message, "off"));
    }
  }

  async function bring(id, boxes, button) {
    const pids = boxes.filter(box => box.checked).map(box => box.value);
    if (pids.length === 0) {
      bailey.replace("said", bailey.note("Tick what is to be restored."));
      return;
    }
    button.disabled = true;
    try {
      const done = await bailey.send("POST", "/snapshots/" + id + "/restore", {pids});
      opened.delete(id);
      bailey.replace("said", bailey.note(done.changes.length + (done.changes.length === 1 ? " PID is" : " PIDs are") + " again what " + (done.changes.length === 1 ? "it was" : "they were") + " at snapshot " + id + ".", "on"),
        done.notes.map(sentence => bailey.note(sentence)));
    } catch (problem) {
      button.disabled = false;
      bailey.replace("said", bailey.note(problem.message, "off"));
    }
    load();
  }

  function row(one) {
    const shown = opened.get(one.id);
    return [element("tr", {},
      element("td", {class: "mono"}, one.id),
      one.problem
        ? element("td", {colspan: 4}, bailey.note("Cannot be read: " + one.problem, "off"))
        : [element("td", {class: "soft whole"}, bailey.moment(one.taken)),
          element("td", {}, one.why),
          element("td", {class: "soft"}, one.who || "–"),
          element("td", {}, one.changed + " of " + one.pids)],
      element("td", {}, one.problem ? null : element("button", {"data-key": "s" + one.id, onclick: () => compare(one.id)}, "Compare"))),
    shown ? element("tr", {}, element("td", {colspan: 6}, shown)) : null];
  }

  async function load() {
    const {snapshots} = await bailey.get("/snapshots");
    bailey.replace("snapshots", snapshots.length === 0
      ? element("div", {class: "empty"}, "Nothing was changed yet.")
      : element("div", {class: "scroll", "data-key": "snapshots"}, element("table", {class: "list"},
        element("thead", {}, element("tr", {}, ["No.", "Taken", "Why", "By", "PIDs changed then", ""].map(head => element("th", {}, head)))),
        element("tbody", {}, snapshots.map(row)))));
  }

  field("open").addEventListener("click", () => download({}, "made"));
  field("locked").addEventListener("click", () => download({method: "POST", headers: {"Content-Type": "application/json"},
    body: JSON.stringify({passphrase: field("lock").value})}, "made"));
  field("look").addEventListener("click", look);
  field("file").addEventListener("change", () => bailey.replace("plan"));
  field("take").addEventListener("click", async () => {
    try {
      await bailey.send("POST", "/snapshots", {why: "asked for"});
      load();
    } catch (problem) {
      bailey.replace("said", bailey.note(problem.message, "off"));
    }
  });
  if (!bailey.admin) {
    ["locked", "look", "take"].forEach(name => { field(name).disabled = true; });
  }
  bailey.every(5000, load);
})();
