// On top the two lines an operator looks at first: is the Microsoft side there, is call control there?
"use strict";
(() => {
  const {element} = bailey;
  const kinds = {Alive: "on", Failed: "off", Unresolvable: "off"};
  const state = text => element("span", {class: "state " + (kinds[text] || "busy")}, text);
  const dialect = text => element("span", {class: "tag " + text.toLowerCase()}, text === "MICROSOFT" ? "Microsoft" : "standard");

  function table(heads, rows) {
    return element("table", {class: "list"},
      element("thead", {}, element("tr", {}, heads.map(head => element("th", {}, head)))),
      element("tbody", {}, rows));
  }

  function side(title, zones, hint) {
    const alive = zones.some(zone => zone.alive);
    const peers = zones.flatMap(zone => zone.peers);
    const worst = peers.find(peer => peer.state !== "Alive");
    const word = alive ? "Alive" : worst ? worst.state : "Unknown";
    const why = alive ? (peers.find(peer => peer.state === "Alive") || {}).detail : worst ? worst.detail : hint;
    return element("tr", {}, element("td", {}, title), element("td", {}, state(word)), element("td", {class: "soft"}, why || ""));
  }

  bailey.every(3000, async () => {
    const {zones, problems} = await bailey.get("/zones");
    bailey.replace("problems", problems.map(sentence => bailey.note(sentence)));
    bailey.replace("sides", table(["Side", "State", "Why"], [
      side("To Microsoft", zones.filter(zone => zone.dialect === "MICROSOFT"), "No destination is set: fill in org.bailey.b2bua."),
      side("To call control", zones.filter(zone => zone.dialect !== "MICROSOFT"), "No neighbour zone is set: add an org.bailey.dialplan.zone."),
    ]));
    bailey.replace("zones", zones.length === 0
      ? element("div", {class: "empty"}, "There are no zones yet. Add one under OSGi, Configuration: org.bailey.dialplan.zone.")
      : table(["Zone", "Dialect", "Peer", "State", "Detail"], zones.flatMap(zone => rows(zone))));
  });

  function rows(zone) {
    const peers = zone.peers.length === 0 ? [{address: "none", state: "Unknown", detail: "This zone has no peer."}] : zone.peers;
    return peers.map((peer, position) => element("tr", {},
      element("td", {}, position === 0 ? zone.name : "", position === 0 && zone.automatic ? element("span", {class: "soft small"}, " (automatic)") : null),
      element("td", {}, position === 0 ? dialect(zone.dialect) : ""),
      element("td", {class: "mono"}, peer.address),
      element("td", {}, state(peer.state)),
      element("td", {class: "soft"}, peer.detail)));
  }
})();
