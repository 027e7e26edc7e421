/*
 * Keeps what lies within .dw-live as the controller has it: asks again and again, soon while something happens, less
 * often while nothing does, and not at all once nothing can change any more or while nobody looks. What is new is worked
 * into the page as it stands, so that focus, scroll positions and opened details stay.
 */
(function () {
  "use strict";

  const SOONEST = 1000;
  const LATEST = 10000;
  const AFTER_TROUBLE = 15000;
  const SPEAK_EVERY = 5000;

  /** As durations are written everywhere: 45s, 3m5s, 1h2m3s. */
  function duration(millis) {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    const parts = [
      [Math.floor(seconds / 86400), "d"],
      [Math.floor(seconds / 3600) % 24, "h"],
      [Math.floor(seconds / 60) % 60, "m"],
      [seconds % 60, "s"],
    ];
    return parts.filter(([amount]) => amount > 0).map((part) => part.join("")).join("") || "0s";
  }

  /** Makes one tree of nodes like another, keeping every node that may stay. */
  function morph(from, to) {
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) {
        from.nodeValue = to.nodeValue;
      }
      return;
    }
    if (from.isEqualNode(to)) {
      return;
    }
    morphAttributes(from, to);
    const named = new Map(Array.from(from.children, (child) => [child.id, child]));
    let place = from.firstChild;
    for (const wanted of Array.from(to.childNodes)) {
      const known = wanted.id ? named.get(wanted.id) : place && alike(place, wanted) ? place : null;
      if (!known) {
        from.insertBefore(wanted, place);
      } else {
        if (known === place) {
          place = place.nextSibling;
        } else {
          from.insertBefore(known, place);
        }
        morph(known, wanted);
      }
    }
    while (place) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
  }

  function alike(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id || "") === (other.id || "");
  }

  function morphAttributes(from, to) {
    for (const { name, value } of Array.from(to.attributes)) {
      if (from.getAttribute(name) !== value) {
        from.setAttribute(name, value);
      }
    }
    for (const { name } of Array.from(from.attributes)) {
      // Whether details are open is the reader's choice.
      if (!to.hasAttribute(name) && !(name === "open" && from.nodeName === "DETAILS")) {
        from.removeAttribute(name);
      }
    }
  }

  function keepUpToDate(root) {
    const said = root.querySelector(".dw-said");
    const shown = root.querySelector(".dw-fragment");
    let tag = root.dataset.tag;
    let pause = SOONEST;
    let behind = 0;
    let ticking = 0;
    let spoken = 0;

    function tick() {
      const now = Date.now() - behind;
      shown.querySelectorAll(".dw-ticking").forEach((element) => {
        element.textContent = duration(now - Number(element.dataset.since));
      });
    }

    function takeTime() {
      behind = Date.now() - Number(shown.dataset.now);
      const running = shown.querySelector(".dw-ticking") !== null;
      if (running && !ticking) {
        ticking = window.setInterval(tick, 1000);
      } else if (!running && ticking) {
        window.clearInterval(ticking);
        ticking = 0;
      }
    }

    function words() {
      return new Map(
        Array.from(shown.querySelectorAll("[data-words]"), (element, index) => [index, element.dataset.words]),
      );
    }

    /** Says what has changed, a sentence at a time, and not so often that nobody can listen. */
    function speak(before) {
      const news = Array.from(words()).filter(([index, text]) => before.get(index) !== text);
      if (said && news.length > 0) {
        const text = news[news.length - 1][1];
        window.clearTimeout(spoken);
        const wait = Math.max(0, SPEAK_EVERY - (Date.now() - Number(said.dataset.at || 0)));
        spoken = window.setTimeout(() => {
          said.textContent = text;
          said.dataset.at = Date.now();
        }, wait);
      }
    }

    function take(text) {
      const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".dw-fragment");
      if (!fresh) {
        return false;
      }
      const before = words();
      morph(shown, fresh);
      takeTime();
      tick();
      speak(before);
      Behaviour.applySubtree(shown, true);
      return true;
    }

    function stop() {
      const notice = root.querySelector(".dw-stopped");
      if (notice) {
        notice.classList.remove("jenkins-hidden");
      }
    }

    function look() {
      if (!root.isConnected) {
        return;
      }
      if (document.hidden) {
        document.addEventListener("visibilitychange", look, { once: true });
        return;
      }
      fetch(root.dataset.url, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} })
        .then(heard)
        .catch(() => again(AFTER_TROUBLE));
    }

    function heard(answer) {
      if (answer.status === 304) {
        return again(Math.min(LATEST, pause * 1.5));
      }
      if (answer.status >= 500) {
        return again(AFTER_TROUBLE);
      }
      if (!answer.ok || answer.redirected) {
        return stop();
      }
      return answer.text().then((text) => {
        if (take(text)) {
          tag = answer.headers.get("ETag");
          again(SOONEST);
        } else {
          stop();
        }
      });
    }

    function again(after) {
      pause = after;
      next();
    }

    function next() {
      if (shown.dataset.live === "true") {
        window.setTimeout(look, pause);
      }
    }

    takeTime();
    next();
  }

  Behaviour.specify(".dw-live", "deployment-workflow-live", 0, (root) => {
    if (!root.dataset.kept) {
      root.dataset.kept = "true";
      keepUpToDate(root);
    }
  });
})();
