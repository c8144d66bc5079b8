// The list of calls, or with #ID in the address one call with its media and its steps. Refreshes itself.
"use strict";
(() => {
  const {element, facts, card, number, bytes, duration, time, moment} = bailey;
  const states = {SETUP: ["busy", "Setting up"], RINGING: ["busy", "Ringing"], ESTABLISHED: ["on", "Established"],
    ENDING: ["busy", "Ending"], ENDED: ["idle", "Ended"]};
  const before = new Map();
  const pace = new Map();

  const state = call => {
    const [kind, text] = call.end && call.end.status !== 200 ? ["off", "Failed"] : states[call.state] || ["idle", call.state];
    return element("span", {class: "state " + kind}, text);
  };
  const dialect = leg => element("span", {class: "tag " + leg.dialect.toLowerCase()}, leg.dialect === "MICROSOFT" ? "Microsoft" : "standard");

  const suitesOf = one => one.cipher.map(streams.suite).join("; ");
  const locked = one => one.cipher.length === 0 ? null : element("span", {class: "lock soft" + (one.encrypted ? "" : " open"),
    title: suitesOf(one)}, one.encrypted ? "encrypted" : "encrypted in part");

  function leg(one) {
    return one === null ? element("span", {class: "soft"}, "not known yet") : element("div", {},
      element("div", {}, one.display ? one.display + " " : "", element("span", {class: one.display ? "soft" : ""}, one.alias)),
      element("div", {class: "small"}, dialect(one), " ", element("span", {class: "soft"}, one.zone), " ", locked(one)));
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
    return element("div", {class: "scroll", "data-key": past ? "past" : "live"}, element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map(head => element("th", {class: head === "Duration" ? "number" : ""}, head)))),
      element("tbody", {}, calls.map(call => element("tr", {class: "opens", onclick: () => { location.hash = encodeURIComponent(call.id); }},
        element("td", {}, element("a", {href: "#" + encodeURIComponent(call.id), "data-key": call.id, "aria-label": "Call " + call.id}, state(call))),
        element("td", {}, leg(call.caller)),
        element("td", {}, leg(call.callee)),
        element("td", {class: "soft"}, time(past ? call.ended : call.started)),
        element("td", {class: "number"}, call.answered ? duration(call.durationMillis) : "–"),
        element("td", {class: "counters"}, counters(call)),
        element("td", {class: "soft small"}, past ? ending(call) : hangUp(call)))))));
  }

  const ending = call => call.end ? call.end.sentence || call.end.status + " by " + call.end.by : "";

  function hangUp(call) {
    return element("button", {class: "danger", "data-key": "end " + call.id, disabled: bailey.admin ? null : "", onclick: async event => {
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
      element("p", {}, element("a", {href: "#", "data-key": "all"}, "← All calls")),
      call.end && call.end.sentence ? bailey.note(call.end.sentence, call.end.status === 200 ? "on" : "off") : null,
      element("div", {class: "cards"},
        card("Call", state(call), facts([["started", moment(call.started)], ["answered", time(call.answered)], ["ended", time(call.ended)],
          ["duration", call.answered ? duration(call.durationMillis) : ""],
          ["end", call.end ? call.end.status + " by " + call.end.by : ""], ["id", element("span", {class: "mono"}, call.id)]]),
          call.end ? null : element("p", {}, hangUp(call))),
        side("Caller", call.caller), side("Called", call.callee)),
      element("h2", {}, "Media"), media(call),
      element("h2", {}, "What happened"), steps(call));
  }

  function side(title, one) {
    return card(title, one === null ? element("span", {class: "soft"}, "not known yet") : [dialect(one), facts([
      ["alias", one.alias], ["name", one.display], ["zone", one.zone], ["peer", one.peer],
      ["media", one.media.join("; ")], ["encryption", one.cipher.length === 0 ? streams.padlock(null) : [locked(one), ", " + suitesOf(one)]],
      ["Call-ID", element("span", {class: "mono"}, one.callId)]])]);
  }

  const candidates = pair => [streams.candidate(pair.local), streams.candidate(pair.remote)];
  const component = number => number === 1 ? "RTP" : "RTCP";
  const mono = text => element("span", {class: "mono"}, text);

  // Where packets go, and by which way: one line for RTP, another for RTCP where it has its own.
  function ways(peer) {
    return peer.ways.map(pair => {
      const [ours, theirs] = candidates(pair);
      return element("div", {}, element("span", {}, component(pair.component) + " " + streams.way(pair)),
        element("div", {class: "small soft"}, "from ", mono(ours.address), " to ", mono(theirs.address)));
    });
  }

  function tried(peer, key, over) {
    const {history} = peer;
    const states = {SUCCEEDED: "on", FAILED: "off", IN_PROGRESS: "busy"};
    const words = {SUCCEEDED: "Works", FAILED: "Failed", IN_PROGRESS: "Being tried", WAITING: "Waiting", FROZEN: "Not yet"};
    // nobody goes on with a pair once its component has another
    const decided = pair => ["WAITING", "FROZEN"].includes(pair.state) && history.pairs.some(other => other.selected && other.component === pair.component);
    const refused = history.refused === 0 ? null : element("p", {class: "small"},
      number(history.refused) + " STUN messages were no good; the last: " + history.lastRefusal);
    return element("details", {"data-key": key},
      element("summary", {}, "What was tried: " + history.pairs.length + (history.pairs.length === 1 ? " pair" : " pairs")),
      history.role ? element("p", {class: "small soft"}, (history.role === "controlling" ? "We choose the pair" : "The peer chooses the pair") + (history.dialect === "MICROSOFT" ? ", Microsoft's dialect." : ", RFC 8445.")) : null,
      element("ul", {class: "tried"}, history.pairs.map(pair => element("li", {class: pair.selected ? "selected" : ""},
        element("span", {class: "state " + (states[pair.state] || "idle")}, decided(pair) ? "Not needed" : words[pair.state] || pair.state),
        element("span", {class: "soft"}, " " + component(pair.component) + (pair.selected ? over ? ", was in use" : ", in use" : "")),
        element("div", {class: "small"}, pair.told)))),
      refused,
      history.steps.length === 0 ? null : element("ol", {class: "small soft"}, history.steps.map(step => element("li", {}, step))));
  }

  function reached(peer, key, over) {
    return [
      element("div", {}, streams.light(over && peer.state === "CONNECTED" ? ["idle", "Was connected"] : streams.reached(peer))),
      peer.sentence ? bailey.note(peer.sentence, peer.state === "FAILED" ? "off" : "") : null,
      ways(peer),
      peer.relays.filter(relay => !relay.inUse).map(relay => element("div", {class: "small soft"},
        component(relay.component) + " has the relay ", mono(relay.address), " on " + relay.server + " too, not in use")),
      peer.history ? tried(peer, key, over) : null];
  }

  // One line and one side of it: how packets get there and back, and how they fare.
  function stream(call, one) {
    const peer = call.connectivity.find(other => other.line === one.line && other.side === one.from);
    const key = call.id + " " + one.line + " " + one.from;
    const over = call.state === "ENDED";
    const dropped = streams.drops(one, true);
    const pictures = streams.pictures(one);
    return card(one.kind + " " + one.line + ", " + streams.who[one.from],
      element("div", {class: "row"}, streams.light(streams.standing(one, over)), element("span", {}, streams.padlock(one.suite))),
      peer && peer.state !== "WITHOUT_ICE" ? reached(peer, key, over) : element("div", {class: "soft"}, "Without ICE"),
      facts([["comes from", one.source ? mono(one.source) : "nowhere yet"],
        ["packets", number(one.packets) + (over ? "" : speed(key, one.packets))], ["bytes", bytes(one.bytes)],
        ["sent on", number(one.forwarded)], ["lost", streams.loss(one)], ["jitter", streams.milliseconds(one.jitterMicros, 1)],
        ["round trip", streams.milliseconds(one.roundTripMicros, 1) || "not told"], ["RTCP", number(one.rtcpPackets)],
        ["last packet", time(one.lastPacket)], ["not sent on", one.dropped === 0 ? "0" : number(one.dropped)]]),
      dropped,
      pictures ? element("div", {class: "small soft"}, pictures) : null,
      one.rewriting ? layers(one) : null);
  }

  // The layers of a picture that is rewritten, and which of them go on.
  function layers(one) {
    return [
      element("div", {class: "small soft"}, streams.rewriting(one)),
      one.rewriting.layers.length === 0 ? null : element("div", {class: "scroll", "data-key": "layers" + one.line + one.from},
        element("table", {class: "list small"}, element("tbody", {}, one.rewriting.layers.map(layer => element("tr", {},
          element("td", {}, streams.light(layer.chosen ? ["on", "Sent on"] : ["idle", "Not chosen"])),
          element("td", {class: "number"}, "layer " + layer.number),
          element("td", {}, streams.layer(layer)))))))];
  }

  // Packets per second since the last look.
  function speed(key, packets) {
    const now = performance.now();
    const last = pace.get(key);
    pace.set(key, {packets, now});
    return last && now > last.now && packets >= last.packets
      ? ", " + number(Math.round((packets - last.packets) * 1000 / (now - last.now))) + " a second" : "";
  }

  function media(call) {
    return call.media.length === 0 ? element("div", {class: "empty"}, "No media.")
      : element("div", {class: "cards pairs"}, call.media.map(one => stream(call, one)));
  }

  function steps(call) {
    const begun = Date.parse(call.started);
    return element("div", {class: "scroll", "data-key": "steps"}, element("table", {class: "list"},
      element("tbody", {}, call.steps.map(step => element("tr", {},
        element("td", {class: "number soft"}, "+" + ((Date.parse(step.at) - begun) / 1000).toFixed(3) + " s"),
        element("td", {}, element("span", {class: "tag"}, step.where)),
        element("td", {}, step.what),
        element("td", {class: "soft"}, step.detail))))));
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
