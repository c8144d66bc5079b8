// The list of calls, or with #ID in the address one call with its media and its steps. Refreshes itself.
"use strict";
(() => {
  const {element, facts, card, number, bytes, duration, time, moment} = bailey;
  const states = {SETUP: ["busy", "Setting up"], RINGING: ["busy", "Ringing"], ESTABLISHED: ["on", "Established"],
    ENDING: ["busy", "Ending"], ENDED: ["idle", "Ended"]};
  const before = new Map();
  let timer = 0;

  const state = call => {
    const [kind, text] = call.end && call.end.status !== 200 ? ["off", "Failed"] : states[call.state] || ["idle", call.state];
    return element("span", {class: "state " + kind}, text);
  };
  const dialect = leg => element("span", {class: "tag " + leg.dialect.toLowerCase()}, leg.dialect === "MICROSOFT" ? "Microsoft" : "standard");

  function leg(one) {
    return one === null ? element("span", {class: "soft"}, "not known yet") : element("div", {},
      element("div", {}, one.display ? one.display + " " : "", element("span", {class: one.display ? "soft" : ""}, one.alias)),
      element("div", {class: "small"}, dialect(one), " ", element("span", {class: "soft"}, one.zone, one.encrypted ? " · 🔒" : "")));
  }

  // Packets per second since the last look; the number of a stream that stands still is not coloured.
  function counters(call) {
    return call.media.map(stream => {
      const key = call.id + " " + stream.line + " " + stream.from;
      const last = before.get(key);
      before.set(key, stream.packets);
      const moving = call.state !== "ENDED" && last !== undefined && stream.packets > last;
      return element("div", {class: "small " + (moving ? "moving" : "soft")},
        (stream.from === "CALLER" ? "→ " : "← ") + stream.kind + " " + number(stream.packets),
        stream.lost > 0 ? ", " + number(stream.lost) + " lost" : "");
    });
  }

  function table(calls, past) {
    const heads = ["State", "From", "To", past ? "Ended" : "Since", "Duration", "Packets", past ? "End" : ""];
    return element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map(head => element("th", {class: head === "Duration" ? "number" : ""}, head)))),
      element("tbody", {}, calls.map(call => element("tr", {class: "opens", onclick: () => { location.hash = encodeURIComponent(call.id); }},
        element("td", {}, state(call)),
        element("td", {}, leg(call.caller)),
        element("td", {}, leg(call.callee)),
        element("td", {class: "soft"}, time(past ? call.ended : call.started)),
        element("td", {class: "number"}, call.answered ? duration(call.durationMillis) : "–"),
        element("td", {class: "counters"}, counters(call)),
        element("td", {class: "soft small"}, past ? ending(call) : hangUp(call))))));
  }

  const ending = call => call.end ? call.end.sentence || call.end.status + " by " + call.end.by : "";

  function hangUp(call) {
    return element("button", {class: "danger", disabled: bailey.admin ? null : "", onclick: async event => {
      event.stopPropagation();
      await bailey.send("DELETE", "/calls/" + encodeURIComponent(call.id));
    }}, "Hang up");
  }

  async function all() {
    const {calls} = await bailey.get("/calls");
    const live = calls.filter(call => call.state !== "ENDED");
    const past = calls.filter(call => call.state === "ENDED");
    document.getElementById("live-count").textContent = live.length === 0 ? "" : live.length;
    document.getElementById("past-count").textContent = past.length === 0 ? "" : "the latest " + past.length;
    bailey.replace("live", live.length === 0 ? element("div", {class: "empty"}, "No calls at the moment.") : table(live, false));
    bailey.replace("past", past.length === 0 ? element("div", {class: "empty"}, "No calls yet.") : table(past, true));
  }

  async function one(id) {
    const call = await bailey.get("/calls/" + encodeURIComponent(id));
    bailey.replace("one",
      element("p", {}, element("a", {href: "#"}, "← All calls")),
      call.end && call.end.sentence ? bailey.note(call.end.sentence, call.end.status === 200 ? "on" : "off") : null,
      element("div", {class: "cards"},
        card("Call", state(call), facts([["started", moment(call.started)], ["answered", time(call.answered)], ["ended", time(call.ended)],
          ["duration", call.answered ? duration(call.durationMillis) : ""],
          ["end", call.end ? call.end.status + " by " + call.end.by : ""], ["id", element("span", {class: "mono"}, call.id)]]),
          call.end ? null : element("p", {}, hangUp(call))),
        side("Caller", call.caller), side("Called", call.callee)),
      element("h2", {}, "Media"), streams(call),
      element("h2", {}, "What happened"), steps(call));
  }

  function side(title, one) {
    return card(title, one === null ? element("span", {class: "soft"}, "not known yet") : [dialect(one), facts([
      ["alias", one.alias], ["name", one.display], ["zone", one.zone], ["peer", one.peer],
      ["media", one.media.join("; ")], ["encrypted", (one.encrypted ? "🔒 yes" : one.cipher.length > 0 ? "in part" : "no") + (one.cipher.length > 0 ? ", " + one.cipher.join(", ") : "")],
      ["Call-ID", element("span", {class: "mono"}, one.callId)]])]);
  }

  function streams(call) {
    if (call.media.length === 0) {
      return element("div", {class: "empty"}, "No media.");
    }
    const heads = ["Line", "From", "Packets", "Bytes", "Sent on", "Dropped", "Lost", "Jitter", "Round trip", "RTCP", "Last packet"];
    return element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map((head, at) => element("th", {class: at > 1 ? "number" : ""}, head)))),
      element("tbody", {}, call.media.map(stream => element("tr", {},
        element("td", {}, stream.line + " " + stream.kind),
        element("td", {}, stream.from === "CALLER" ? "caller" : "called"),
        element("td", {class: "number"}, number(stream.packets)),
        element("td", {class: "number"}, bytes(stream.bytes)),
        element("td", {class: "number"}, number(stream.forwarded)),
        element("td", {class: "number"}, number(stream.dropped), reasons(stream.drops)),
        element("td", {class: "number"}, number(stream.lost)),
        element("td", {class: "number"}, (stream.jitterMicros / 1000).toFixed(1) + " ms"),
        element("td", {class: "number"}, stream.roundTripMicros < 0 ? "" : (stream.roundTripMicros / 1000).toFixed(0) + " ms"),
        element("td", {class: "number"}, number(stream.rtcpPackets)),
        element("td", {class: "number"}, time(stream.lastPacket))))));
  }

  // Which drops are meant: a held line drops on purpose.
  function reasons(drops) {
    const names = {malformed: "malformed", oversized: "too long", foreign: "from elsewhere", unauthentic: "not authentic",
      replayed: "replayed", held: "on hold", unknownPayload: "unknown payload", nowhere: "no address yet",
      congested: "network full", failed: "failed"};
    return Object.entries(names).filter(([key]) => drops && drops[key] > 0)
      .map(([key, name]) => element("div", {class: "small soft"}, number(drops[key]) + " " + name));
  }

  function steps(call) {
    const begun = Date.parse(call.started);
    return element("table", {class: "list"},
      element("tbody", {}, call.steps.map(step => element("tr", {},
        element("td", {class: "number soft"}, "+" + ((Date.parse(step.at) - begun) / 1000).toFixed(3) + " s"),
        element("td", {}, element("span", {class: "tag"}, step.where)),
        element("td", {}, step.what),
        element("td", {class: "soft"}, step.detail)))));
  }

  async function show() {
    const id = decodeURIComponent(location.hash.substring(1));
    document.getElementById("one").hidden = id === "";
    document.getElementById("all").hidden = id !== "";
    await (id === "" ? all() : one(id));
  }

  window.addEventListener("hashchange", () => { show().catch(() => {}); });
  bailey.every(1000, show);
})();
