"use strict";
(() => {
  const {card, facts} = bailey;

  bailey.every(5000, async () => {
    const tls = await bailey.get("/tls");
    bailey.replace("problems", tls.problems.length === 0
      ? bailey.note("Certificate and trust list are well.", "on")
      : tls.problems.map(sentence => bailey.note(sentence)));
    bailey.replace("chain", tls.chain.map((certificate, position) =>
      card(position === 0 ? "Our certificate" : "Its issuer", facts([
        ["subject", certificate.subject],
        ["issuer", certificate.issuer],
        ["names", certificate.names.join(", ")],
        ["usable for", certificate.usages.join(", ")],
        ["key", certificate.key],
        ["valid", bailey.moment(certificate.notBefore) + " to " + bailey.moment(certificate.notAfter)],
        ["serial", bailey.element("span", {class: "mono"}, certificate.serial)],
        ["SHA-256", bailey.element("span", {class: "mono"}, certificate.sha256)],
      ]))));
    bailey.replace("authority", document.createTextNode(tls.authority));
  });
})();
