// Each server with what it said when it was last asked for an address, and what to do where it does not work.
"use strict";
(() => {
  const {element} = bailey;
  const kinds = {WORKING: "on", REFUSING: "off", UNREACHABLE: "off", SUSPECT: "busy", UNKNOWN: "busy"};
  const words = {WORKING: "Works", REFUSING: "Refuses us", UNREACHABLE: "Unreachable", SUSPECT: "Suspect", UNKNOWN: "Not asked yet"};

  const probe = element("button", {disabled: bailey.admin ? null : "", onclick: async () => {
    probe.disabled = true;
    try {
      await bailey.send("POST", "/turn/probe");
    } finally {
      setTimeout(() => { probe.disabled = false; }, 1000);
    }
  }}, "Probe now");
  bailey.replace("actions", probe);

  bailey.every(2000, async () => {
    const {offered, servers, problems} = await bailey.get("/turn");
    bailey.replace("problems", problems.map(sentence => bailey.note(sentence)));
    bailey.replace("switch", document.createTextNode(offered
      ? "TURN services are offered: calls with Microsoft clients get an address on one of the servers that work, at random."
      : "TURN services are not offered: set offer of org.bailey.turn. Servers are asked only when you say so."));
    bailey.replace("servers", servers.length === 0
      ? element("div", {class: "empty"}, "There is no server yet. Add one under OSGi, Configuration: org.bailey.turn.server.")
      : element("div", {class: "scroll", "data-key": "servers"}, element("table", {class: "list"},
        element("thead", {}, element("tr", {}, ["Server", "Address", "State", "Detail", "Software", "Round trip", "Asked"].map(head => element("th", {}, head)))),
        element("tbody", {}, servers.map(row)))));
  });

  function refused(failures) {
    const said = Object.entries(failures).map(([code, times]) => times + (code === "0" ? " without an answer" : " answered " + code));
    return said.length === 0 ? null : element("div", {class: "small"}, "Calls that could not use it: " + said.join(", "));
  }

  function row(server) {
    return element("tr", {},
      element("td", {}, server.name, server.description ? element("div", {class: "soft small"}, server.description) : null),
      element("td", {class: "mono"}, server.transport.toLowerCase() + ":" + server.address),
      element("td", {}, element("span", {class: "state " + kinds[server.state]}, words[server.state])),
      element("td", {class: "soft"}, server.detail, server.mapped ? element("div", {class: "small"}, "It sees us as " + server.mapped) : null, refused(server.failures)),
      element("td", {class: "soft"}, server.software),
      element("td", {class: "number"}, server.roundTrip === null ? "" : server.roundTrip + " ms"),
      element("td", {class: "soft"}, bailey.time(server.probed)));
  }
})();
