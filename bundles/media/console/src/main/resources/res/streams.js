// What streams and the ways to peers are called, for the pages Media and Calls.
"use strict";
const streams = (() => {
  const {element, number} = bailey;

  // For each reason: its short name, and what to look at.
  const reasons = {
    malformed: ["malformed", "No RTP: SRTP where plain RTP was agreed, a scanner, a broken sender."],
    oversized: ["too long", "Longer than any media packet: not from a phone."],
    foreign: ["from elsewhere", "Another address than the peer's: a second sender, a peer behind an unexpected NAT, the tail of another call."],
    unauthentic: ["not authentic", "The tag is wrong: both ends have different keys, or someone changed packets on the way."],
    replayed: ["replayed", "Were there before: a network that doubles packets, or someone who recorded them."],
    held: ["on hold", "Sent although on hold: harmless."],
    unknownPayload: ["unknown payload", "A codec that the other side did not agree to: compare the media lines of both sides."],
    nowhere: ["no address yet", "Came before the other side had said where it listens: harmless at the beginning."],
    congested: ["network full", "This machine's network took no more: look at its routes, firewall and load."],
    failed: ["failed", "Our mistake: MEDIA-002, 008, 009 or 010 in the log says which."],
    unserved: ["nobody to rewrite it", "The bundle that rewrites pictures was away for longer than packets wait: start org.bailey.svc.provider."],
  };
  const suites = {
    AES_CM_128_HMAC_SHA1_80: "AES-128, 80-bit tag",
    AES_CM_128_HMAC_SHA1_32: "AES-128, 32-bit tag",
    AEAD_AES_128_GCM: "AES-128-GCM",
    AEAD_AES_256_GCM: "AES-256-GCM",
  };
  const who = {CALLER: "caller", CALLEE: "called side"};

  const milliseconds = (micros, digits) => micros < 0 ? "" : (micros / 1000).toFixed(digits) + " ms";

  function lossPercent(stream) {
    const expected = stream.packets + stream.lost;
    return expected === 0 ? 0 : 100 * stream.lost / expected;
  }

  function loss(stream) {
    const percent = lossPercent(stream);
    return stream.lost === 0 ? "0" : number(stream.lost) + " (" + (percent < 0.1 ? "< 0.1" : percent.toFixed(1)) + " %)";
  }

  // Kind of light and words; over: the call has ended.
  function standing(stream, over) {
    if (over) {
      return stream.packets === 0 ? ["off", "Nothing came"] : ["idle", "Over"];
    }
    if (stream.silent) {
      return ["off", stream.packets === 0 ? "Never sent" : "Went silent"];
    }
    if (!stream.open) {
      return ["idle", stream.packets === 0 ? "Not open" : "On hold"];
    }
    return stream.packets === 0 ? ["busy", "Nothing yet"] : troubled(stream) ? ["busy", "Flows badly"] : ["on", "Flows"];
  }

  // What is worth a look: everything but drops that are harmless.
  const worrying = ["malformed", "oversized", "foreign", "unauthentic", "replayed", "unknownPayload", "congested", "failed"];
  const share = stream => worrying.reduce((sum, reason) => sum + stream.drops[reason], 0) / Math.max(1, stream.packets);
  const troubled = stream => stream.silent || lossPercent(stream) >= 1 || share(stream) >= 0.01 || stream.drops.failed > 0;

  // The same as text for all: hovering is not for everybody.
  function drops(stream, explained) {
    return Object.entries(reasons).filter(([key]) => stream.drops[key] > 0).map(([key, [name, look]]) =>
      element("div", {class: "small soft", title: explained ? null : look}, number(stream.drops[key]) + " " + name, explained ? ": " + look : ""));
  }

  // What was said about a picture, of all that is counted what a reader may want to know.
  function pictures(stream) {
    const p = stream.pictures;
    const wanted = p.byPeer + p.bySignalling + p.byGateway;
    const parts = [];
    if (wanted > 0) {
      const by = [[p.byPeer, "by the other side"], [p.bySignalling, "by signalling"], [p.byGateway, "by us"]];
      parts.push(number(wanted) + " key frames wanted (" + by.filter(one => one[0] > 0).map(one => number(one[0]) + " " + one[1]).join(", ") + ")");
      parts.push("asked for " + number(p.asked + p.askedInSignalling) + " times" + (p.askedInSignalling > 0 ? ", " + number(p.askedInSignalling) + " by INFO" : ""));
    }
    if (p.ratesAsked > 0) {
      parts.push(number(p.ratesAsked) + " limits of its rate told");
    }
    if (p.unknown + p.unsupported > 0) {
      parts.push(number(p.unknown + p.unsupported) + " messages of it about pictures dropped");
    }
    return parts.join("; ");
  }

  // What became of a picture that was rewritten: of all that is counted what a reader may want to know.
  const rewritten = [
    ["keyPictures", "key pictures"], ["switches", "changes between sizes"], ["picturesDropped", "left out as something was missing"],
    ["thinned", "left out for the other side's rate"], ["lost", "packets missing"], ["late", "packets too late"],
    ["reordered", "packets out of order"], ["oversized", "packets too long"], ["malformed", "packets not understood"],
    ["foreign", "packets of sources nobody announced"], ["notChosen", "packets of streams that were not chosen"],
    ["keyWanted", "key pictures wanted"], ["levelsLowered", "levels put down"], ["levelsTooHigh", "levels too high for the other side"],
    ["lostBeyond", "packets lost behind us"]];

  function rewriting(stream) {
    const r = stream.rewriting;
    if (!r) {
      return "";
    }
    const parts = rewritten.filter(([key]) => r.counts[key] > 0).map(([key, name]) => name + " " + number(r.counts[key]));
    if (r.mostWaiting > 1) {
      parts.push("waiting at once at most " + number(r.mostWaiting));
    }
    return "Rewritten: pictures " + number(r.counts.pictures) + parts.map(part => ", " + part).join("");
  }

  // A layer of a picture in a few words; 0 is not known.
  function layer(one) {
    return [one.kind, one.width > 0 ? one.width + " × " + one.height : "", one.framesPerSecond > 0 ? one.framesPerSecond + " / s" : "",
      one.bitsPerSecond > 0 ? number(Math.round(one.bitsPerSecond / 1000)) + " kbit/s" : ""].filter(part => part !== "").join(", ");
  }

  const suite = name => suites[name] || name;

  function padlock(name) {
    return name
      ? element("span", {class: "lock", title: name}, suite(name))
      : element("span", {class: "lock open soft"}, "not encrypted");
  }

  // "192.0.2.1:50000 (srflx)" in two parts.
  function candidate(text) {
    const parts = /^(.*) \((\w+)\)$/.exec(text);
    return parts ? {address: parts[1], type: parts[2]} : {address: text, type: ""};
  }

  // How packets get to a peer, in a few words.
  function way(pair) {
    const ours = candidate(pair.local);
    const theirs = candidate(pair.remote);
    const parts = [];
    if (pair.relay) {
      parts.push("through our relay on " + pair.relay);
    }
    if (theirs.type === "relay") {
      parts.push("through the peer's relay");
    }
    if (parts.length === 0) {
      // who connects comes from a port nobody has described, NAT or not
      const translated = at => at.type === "srflx" || at.type === "prflx" && !pair.tcp;
      const nats = [];
      if (translated(ours)) {
        nats.push("our NAT");
      }
      if (translated(theirs)) {
        nats.push("the peer's NAT");
      }
      parts.push(nats.length === 0 ? "direct" : "direct, through " + nats.join(" and "));
    }
    return parts.join(" and ") + (pair.tcp ? ", over TCP" : "");
  }

  const states = {
    GATHERING: ["busy", "Gathering candidates"],
    WAITING: ["busy", "Waiting for the peer's candidates"],
    CHECKING: ["busy", "Trying ways to the peer"],
    CONNECTED: ["on", "Connected"],
    FAILED: ["off", "No way to the peer"],
    WITHOUT_ICE: ["idle", "Without ICE"],
  };
  const reached = peer => states[peer.state] || ["idle", peer.state];

  const light = ([kind, text]) => element("span", {class: "state " + kind}, text);

  return {who, milliseconds, loss, standing, troubled, drops, pictures, rewriting, layer, padlock, suite, candidate, way, reached, light};
})();
