// Forms stay as their writer left them: only what is shown is filled anew, forms are hidden and shown as a request comes and goes.
"use strict";
(() => {
  const {card, element, facts} = bailey;
  const at = id => document.getElementById(id);
  const mono = text => element("span", {class: "mono"}, text);
  const ask = at("ask");
  const bring = at("bring");
  const trust = at("trust");
  let suggested = false;

  function days(text) {
    const left = Math.floor((new Date(text) - Date.now()) / 86400000);
    return left < 0 ? "over" : left === 1 ? "1 day left" : left + " days left";
  }

  function certificate(title, one, ...more) {
    return card(title, facts([
      ["subject", one.subject],
      ["issuer", one.issuer],
      ["names", one.names.join(", ")],
      ["usable for", one.usages.join(", ")],
      ["key", one.key],
      ["valid", bailey.moment(one.notBefore) + " to " + bailey.moment(one.notAfter) + " (" + days(one.notAfter) + ")"],
      ["serial", mono(one.serial)],
      ["SHA-256", mono(one.sha256)],
    ]), ...more);
  }

  function previous(one) {
    return card("The one before", facts([
      ["subject", one.subject],
      ["issuer", one.issuer],
      ["valid until", bailey.moment(one.notAfter) + " (" + days(one.notAfter) + ")"],
    ]), element("div", {class: "row"}, element("button", {
      type: "button", disabled: !bailey.admin, onclick: event => restore(event.currentTarget, one)}, "Put it back")));
  }

  async function show() {
    const tls = await bailey.get("/tls");
    bailey.replace("problems", tls.problems.length === 0
      ? bailey.note("Certificate and trust list are well.", "on")
      : tls.problems.map(sentence => bailey.note(sentence)));
    bailey.replace("chain", tls.chain.map((one, position) => certificate(position === 0 ? "Our certificate" : "Its issuer", one)),
      tls.previous.length > 0 ? previous(tls.previous[0]) : null);
    bailey.replace("authority", document.createTextNode(tls.authority));
    request(tls.request);
    if (!suggested) {
      suggested = true;
      ask.elements.commonName.value = tls.suggested.commonName;
      ask.elements.names.value = tls.suggested.names.slice(1).join("\n");
      ask.elements.key.value = tls.suggested.key;
    }
    const {trusted} = await bailey.get("/tls/trusted");
    bailey.replace("trusted", trusted.length === 0
      ? element("div", {class: "empty"}, "Nobody is on the list: no peer is accepted where certificates are verified.")
      : element("table", {class: "list"},
        element("thead", {}, element("tr", {}, ["Authority", "Valid until", "SHA-256", ""].map(head => element("th", {}, head)))),
        element("tbody", {}, trusted.map(authority))));
  }

  function authority(one) {
    return element("tr", {},
      element("td", {}, one.subject, one.issuer === one.subject ? null : element("div", {class: "soft small"}, "signed by " + one.issuer)),
      element("td", {}, bailey.moment(one.notAfter), element("div", {class: "soft small"}, days(one.notAfter))),
      element("td", {}, element("span", {class: "mono", title: one.sha256}, one.sha256.slice(0, 23) + "...")),
      element("td", {class: "number"}, element("button", {
        type: "button", class: "danger", disabled: !bailey.admin, onclick: event => remove(event.currentTarget, one)}, "Remove")));
  }

  function request(pending) {
    ask.hidden = pending !== null;
    at("request").hidden = pending === null;
    at("bring-key").hidden = pending !== null;
    at("bring-title").textContent = pending === null ? "Bring one that was made elsewhere" : "Bring the answer";
    at("bring-text").textContent = pending === null
      ? "With its private key. A renewed certificate for the key in use comes without."
      : "Only the certificate for this request is taken. To bring a key, discard the request first.";
    if (pending === null) {
      return;
    }
    const damaged = pending.problem !== undefined;
    at("download").hidden = damaged;
    bailey.replace("request-facts", damaged ? bailey.note(pending.problem, "off") : facts([
      ["subject", pending.subject],
      ["names", pending.names.join(", ")],
      ["key", ask.querySelector("option[value=" + pending.key + "]").textContent],
      ["since", bailey.moment(pending.since)],
    ]));
    bailey.replace("request-pem", document.createTextNode(damaged ? "" : pending.pem));
  }

  // Does one thing, with its button out of reach until it is done, and says what came of it.
  async function carryOut(button, place, work) {
    const label = button.textContent;
    button.disabled = true;
    button.textContent = button.dataset.busy || label;
    try {
      bailey.replace(place, await work());
    } catch (problem) {
      bailey.replace(place, bailey.note(problem.message, "off"));
    } finally {
      button.disabled = false;
      button.textContent = label;
    }
    await show();
  }

  const done = (sentence, notes) => [bailey.note(sentence, "on"), (notes || []).map(note => bailey.note(note))];
  const inForce = answer => done(answer.chain[0].subject + ", issued by " + answer.chain[0].issuer
    + ", is in use for new connections now.", answer.notes);

  async function pem(form, name) {
    const files = form.elements[name + "File"].files;
    const texts = await Promise.all([...files].map(file => file.text()));
    return [...texts, form.elements[name].value].join("\n").trim();
  }

  function discard(button) {
    if (confirm("Discard the request? Its private key is deleted; a certificate that is issued for it will be of no use.")) {
      carryOut(button, "own-said", async () => {
        await bailey.send("DELETE", "/tls/request");
        return done("The request and its key are gone.");
      });
    }
  }

  function restore(button, one) {
    if (confirm("Put back " + one.subject + ", issued by " + one.issuer + "?")) {
      carryOut(button, "own-said", async () => inForce(await bailey.send("POST", "/tls/previous")));
    }
  }

  function remove(button, one) {
    if (confirm("Stop believing " + one.subject + "? Peers with its certificates are refused from then on.")) {
      carryOut(button, "trust-said", async () => {
        await bailey.send("DELETE", "/tls/trusted/" + one.sha256.replaceAll(":", ""));
        return done(one.subject + " is not trusted any more.");
      });
    }
  }

  function submitted(form, place, work) {
    form.addEventListener("submit", event => {
      event.preventDefault();
      carryOut(form.querySelector("button"), place, work);
    });
  }

  submitted(ask, "own-said", async () => {
    const body = Object.fromEntries(new FormData(ask));
    body.names = body.names.split(/[\s,]+/).filter(name => name !== "");
    const made = await bailey.send("POST", "/tls/request", body);
    return done("The request for " + made.subject + " is made. Download it and give it to your authority.");
  });

  submitted(bring, "own-said", async () => {
    const withKey = !at("bring-key").hidden;
    const text = await pem(bring, "certificate") + (withKey ? "\n" + await pem(bring, "key") : "");
    if (text.trim() === "") {
      throw new Error("Choose a file, or paste the certificate.");
    }
    const answer = await bailey.send("PUT", "/tls/certificate", text);
    bring.reset();
    return inForce(answer);
  });

  submitted(trust, "trust-said", async () => {
    const text = await pem(trust, "certificate");
    if (text === "") {
      throw new Error("Choose a file, or paste the certificates.");
    }
    const answer = await bailey.send("POST", "/tls/trusted", text);
    trust.reset();
    const added = answer.added.map(one => one.subject).join(" / ");
    return done(added === "" ? "All of them were on the list already." : "On the list now: " + added + ".", answer.notes);
  });

  at("discard").addEventListener("click", event => discard(event.currentTarget));
  at("download").href = at("bailey").dataset.api + "/tls/request.pem";
  for (const field of bailey.admin ? [] : [ask, bring, trust].flatMap(form => [...form.elements]).concat(at("discard"))) {
    field.disabled = true;
  }
  bailey.every(5000, show);
})();
