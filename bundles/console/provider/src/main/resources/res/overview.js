// One card for each section that gives a status. Sections known here get a card of their own; others show what they say.
"use strict";
(() => {
  const {element, facts, card, number, bytes, duration} = bailey;
  const big = (value, what) => element("div", {}, element("span", {class: "big"}, value), " ", element("span", {class: "soft"}, what));
  const link = (text, page) => element("a", {href: bailey.root + "/" + page}, text);
  const state = (kind, text) => element("span", {class: "state " + kind}, text);

  const cards = {
    call: s => card("Calls", big(number(s.live), s.live === 1 ? "call up" : "calls up"),
      facts([["since start", number(s.total)], ["refused", number(s.refused)], ["waiting events", number(s.waitingEvents)],
        ["lost events", number(s.lostEvents)]]), link("All calls", "calls")),
    media: s => card("Media", big(number(s.portsInUse), "ports in use"),
      element("div", {class: "bar"}, bar(s.portsInUse / Math.max(1, s.lastPort - s.firstPort + 1))),
      facts([["pool", s.firstPort + " to " + s.lastPort], ["quarantined", number(s.portsQuarantined)], ["calls with ports", number(s.calls)]]),
      s.warning ? element("p", {class: "small"}, s.warning) : null, link("Streams and ports", "media")),
    sip: s => card("SIP", facts([["transactions", number(s.clientTransactions) + " out, " + number(s.serverTransactions) + " in"],
      ["requests", number(s.requestsIn) + " in, " + number(s.requestsOut) + " out"], ["connections", number(s.connections)],
      ["malformed", number(s.malformed)], ["lost events", number(s.lostEvents)]]),
      ...(s.listeners || []).map(l => element("div", {}, state(l.listening ? "on" : "off", l.name),
        element("span", {class: "soft"}, " " + l.transport + " " + l.address + ":" + l.port)))),
    dialplan: s => card("Zones", ...(s.zones || []).map(z =>
      element("div", {}, state(z.alive ? "on" : "off", z.name), element("span", {class: "soft"}, " " + (z.alive ? "Alive" : z.peers.length === 0 ? "no peers" : "not alive")))),
      element("p", {}, link("All zones", "zones"))),
    turn: s => card("TURN", ...(s.servers || []).map(t => element("div", {}, state({WORKING: "on", UNKNOWN: "busy", SUSPECT: "busy"}[t.state] || "off", t.name),
      element("span", {class: "soft"}, " " + t.transport.toLowerCase() + ":" + t.address))),
      s.offered ? null : element("p", {class: "soft small"}, "TURN services are not offered."), element("p", {}, link("Servers", "turn"))),
    optionkey: s => card("Option keys", s.features.some(f => f.licensed || f.ending) ? null : element("p", {class: "soft small"}, "There is no key yet."),
      ...s.features.filter(f => f.licensed || f.ending).map(f => element("div", {}, state(f.ending ? "busy" : "on", f.feature),
        element("span", {class: "soft"}, f.ending ? " ends with its last call" : f.counted ? " " + number(f.calls) + " of " + number(f.count) + " in use" : ""))),
      link("All keys", "optionkeys")),
    tls: s => card("TLS", state(s.problems.length === 0 ? "on" : "busy", s.problems.length === 0 ? "All is well" : s.problems.length + " to look at"),
      facts([["we are", s.subject], ["until", bailey.moment(s.notAfter)]]), link("Certificates", "tls")),
    system: s => card("System", element("div", {class: "big"}, s.fqdn || (nameRefused(s) ? "name refused" : "no name yet")),
      facts([["host name", s.hostName], ["domain", s.domain], ["cluster", s.clusterName]]),
      s.fqdn || nameRefused(s) ? null : element("p", {class: "soft small"}, "Set hostName and domain of org.bailey.system: Front Ends reach us by that name.")),
    runtime: s => card("Runtime", facts([["up", duration(s.upMillis)], ["Java", s.java],
      ["memory", bytes(s.heapUsedBytes) + " of " + bytes(s.heapMaxBytes)], ["threads", number(s.threads)], ["logins", number(s.logins)]])),
  };

  function nameRefused(system) {
    return (system.problems || []).some(sentence => sentence.startsWith("org.bailey.system "));
  }

  // sections without which there are no calls: one that gives no status does not run
  const needed = ["system", "call", "media", "dialplan", "sip", "tls"];

  function missing(word) {
    return card(word, state("off", "does not run"), element("p", {class: "soft small"}, "See the problems above, and log/bailey.log."));
  }

  function bar(part) {
    const filled = element("i");
    filled.style.width = Math.min(100, part * 100).toFixed(1) + "%";
    return filled;
  }

  function other(word, status) {
    return card(word, facts(Object.entries(status).map(([name, value]) =>
      [name, typeof value === "object" ? JSON.stringify(value) : String(value)])));
  }

  const order = ["system", "call", "media", "dialplan", "turn", "sip", "tls", "optionkey", "runtime"];
  const rank = word => (order.indexOf(word) + order.length + 1) % (order.length + 1);

  bailey.every(2000, async () => {
    const status = await bailey.get("/status");
    const words = [...new Set(Object.keys(status).concat(needed))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
    bailey.replace("cards", words.map(word => !status[word] ? missing(word) :
      cards[word] && !status[word].problem ? cards[word](status[word]) : other(word, status[word])));
    const sentences = needed.filter(word => !status[word]).map(word => "Section " + word + " does not run.")
      .concat(words.flatMap(word => (status[word] || {}).problems || []))
      .concat(((status.sip || {}).listeners || []).filter(listener => listener.problem)
        .map(listener => "Listener " + listener.name + ": " + listener.problem));
    bailey.replace("problems", sentences.map(sentence => bailey.note(sentence)));
  });
})();
