// The port pool as a gauge, the packet path, and all streams that are up; those with trouble come first.
"use strict";
(() => {
  const {element, facts, card, number, bytes, time} = bailey;
  const MOST = 200;
  const before = new Map();
  let asked = 0;

  // Parts of a whole side by side: [class, amount, word].
  function gauge(total, parts, markPercent, what) {
    const bar = element("div", {class: "gauge", role: "img",
      "aria-label": what + ": " + parts.map(([, amount, word]) => number(amount) + " " + word).join(", ") + " of " + number(total)});
    for (const [kind, amount] of parts) {
      const part = element("i", {class: kind});
      part.style.width = (100 * amount / Math.max(1, total)).toFixed(2) + "%";
      bar.append(part);
    }
    if (markPercent < 100) {
      const mark = element("b", {title: "A warning is given from " + markPercent + " % on"});
      mark.style.left = markPercent + "%";
      bar.append(mark);
    }
    return bar;
  }

  function pool(media) {
    const {pool} = media;
    const free = Math.max(0, pool.total - pool.inUse - pool.quarantined);
    const parts = [["used", pool.inUse, "in use"], ["resting", pool.quarantined, "resting"], ["free", free, "free"]];
    return card("Port pool",
      element("div", {}, element("span", {class: "big"}, number(pool.inUse)), element("span", {class: "soft"}, " of " + number(pool.total) + " ports in use")),
      gauge(pool.total, parts, pool.warningPercent, "Port pool"),
      element("div", {class: "legend small"}, parts.map(([kind, amount, word]) => element("span", {class: kind}, number(amount) + " " + word))),
      element("p", {class: "soft"}, "Enough for " + number(Math.floor(free / 4)) + " more audio calls, or " + number(Math.floor(free / 8)) + " with video."),
      facts([["range", pool.first + " to " + pool.last], ["calls with ports", number(media.calls.length)],
        ["warning from", pool.warningPercent < 100 ? pool.warningPercent + " %" : "never"]]));
  }

  function path(media) {
    const {path} = media;
    return card("Packet path",
      streams.light(path.present ? ["on", "Packets pass"] : ["off", "No relay: packets wait"]),
      Object.entries(media.helpers).sort().map(([name, helper]) => element("div", {}, streams.light([helper.present ? "on" : "busy", name.toUpperCase()]),
        element("span", {class: "soft"}, helper.present ? " is there" : " is not there: calls that need it wait",
          helper.absences > 0 ? ", was away " + helper.absences + (helper.absences === 1 ? " time" : " times") : ""))),
      facts([["absences", number(path.absences)],
        ["longest", path.absences > 0 ? path.longest + " ms" : ""],
        ["sockets with packets waiting", path.absences > 0 ? number(path.waited) : ""]]),
      element("p", {class: "soft small"}, path.absences === 0 ? "The relay was never away since the start."
        : "Each update of the relay is an absence; packets wait in the sockets and are not lost."));
  }

  function loops(media) {
    const most = Math.max(1, ...media.loops);
    return card("Event loops", element("div", {class: "loops"}, media.loops.map((calls, index) => [
      element("span", {class: "soft"}, "bailey-media-" + index),
      gauge(most, [["used", calls, "calls"]], 100, "bailey-media-" + index),
      element("span", {class: "number"}, number(calls) + (calls === 1 ? " call" : " calls"))])));
  }

  const causes = {
    NO_CANDIDATES: "no candidates", ONLY_TCP: "only TCP offered", OTHER_FAMILY: "another address family", ONLY_HOST: "only own addresses offered",
    NO_RELAY: "the peer had no relay", NO_ANSWER: "nothing came through", NAMED_PAIR: "the peer's choice does not work", CONSENT: "the peer stopped to answer",
  };

  function ice({ice}) {
    const failed = Object.entries(ice.failed).filter(([, times]) => times > 0);
    return failed.length === 0 ? "" : failed.map(([cause, times]) => number(times) + " " + (causes[cause] || cause)).join(", ");
  }

  function totals({totals}) {
    return card("Since the start", facts([["packets", number(totals.packets)], ["bytes", bytes(totals.bytes)],
      ["sent on", number(totals.forwarded)], ["lost on the way to us", number(totals.lost)], ["RTCP", number(totals.rtcpPackets)],
      ["streams", number(totals.streams)], ["ways found by ICE", number(totals.ice.connected)], ["not found, or lost", ice(totals)]]),
    element("h4", {}, "Not sent on"),
    streams.drops(totals, true).length === 0 ? element("p", {class: "soft"}, "Nothing.") : streams.drops(totals, true));
  }

  // Packets per second since the last look.
  function rate(call, stream, now) {
    const key = call + " " + stream.line + " " + stream.from;
    const last = before.get(key);
    before.set(key, {packets: stream.packets, at: now});
    return last && now > last.at ? Math.max(0, Math.round((stream.packets - last.packets) * 1000 / (now - last.at))) : null;
  }

  function way(call, stream) {
    const peer = call.connectivity.find(one => one.line === stream.line && one.side === stream.from);
    if (!peer || peer.state === "WITHOUT_ICE") {
      return element("span", {class: "soft"}, stream.source ? "without ICE" : "");
    }
    const first = peer.ways.find(one => one.component === 1);
    return first && peer.state === "CONNECTED" ? streams.way(first) : streams.light(streams.reached(peer));
  }

  function row({call, stream, speed}) {
    return element("tr", {},
      element("td", {}, streams.light(streams.standing(stream, false)),
        stream.silent && stream.lastPacket ? element("div", {class: "small soft"}, "since " + time(stream.lastPacket)) : null),
      element("td", {}, element("a", {class: "mono", href: bailey.root + "/calls#" + encodeURIComponent(call.id), "data-key": call.id + stream.line + stream.from}, call.id)),
      element("td", {class: "whole"}, stream.kind + " from the " + streams.who[stream.from], stream.source ? element("div", {class: "mono soft"}, stream.source) : null),
      element("td", {}, streams.padlock(stream.suite)),
      element("td", {}, way(call, stream)),
      element("td", {class: "number"}, speed === null ? "" : number(speed)),
      element("td", {class: "number"}, streams.loss(stream)),
      element("td", {class: "number"}, streams.milliseconds(stream.jitterMicros, 1)),
      element("td", {class: "number"}, streams.milliseconds(stream.roundTripMicros, 0)),
      element("td", {}, streams.drops(stream, false)));
  }

  function table(rows) {
    const heads = ["State", "Call", "Stream", "Encryption", "Way", "Packets/s", "Lost", "Jitter", "Round trip", "Not sent on"];
    const numbers = ["Packets/s", "Lost", "Jitter", "Round trip"];
    return element("div", {class: "scroll", "data-key": "streams", tabindex: "0"}, element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map(head => element("th", {class: numbers.includes(head) ? "number" : ""}, head)))),
      element("tbody", {}, rows.map(row))));
  }

  async function show() {
    const media = await bailey.get("/media");
    const now = performance.now();
    if (now - asked > 60000) {
      before.clear(); // nobody looked for long: no rate over that time
    }
    asked = now;
    const absent = media.path.present ? [] : [bailey.note("There is no packet path: start the bundle org.bailey.media.relay.", "off")];
    bailey.replace("problems", media.pool.warning ? bailey.note(media.pool.warning) : null, absent);
    bailey.replace("levels", pool(media), path(media), loops(media), totals(media));
    const all = media.calls.flatMap(call => call.streams.map(stream => ({call, stream, speed: rate(call.id, stream, now)})));
    const silent = all.filter(({stream}) => stream.silent).length;
    const troubled = all.filter(({stream}) => streams.troubled(stream));
    document.getElementById("count").textContent = all.length === 0 ? "" :
      all.length + " in " + media.calls.length + (media.calls.length === 1 ? " call" : " calls") + (silent > 0 ? ", " + silent + " silent" : "")
      + (troubled.length > 0 ? ", " + troubled.length + " with trouble" : "");
    const only = document.getElementById("troubled").checked;
    const shown = only ? troubled : troubled.concat(all.filter(one => !troubled.includes(one)));
    bailey.replace("streams", shown.length === 0
      ? element("div", {class: "empty"}, only && all.length > 0 ? "All streams are well." : "No streams at the moment.") : table(shown.slice(0, MOST)),
    shown.length > MOST ? element("p", {class: "soft"}, "The first " + MOST + " of " + shown.length + "; all are at /api/v1/media.") : null);
  }

  document.getElementById("troubled").addEventListener("change", () => { show().catch(() => {}); });
  bailey.every(2000, show);
})();
