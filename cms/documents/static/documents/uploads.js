/**
 * Sends many files in pieces by tus 1.0, and goes on where a transfer broke off.
 *
 * Without it the form sends its files at once. The address of each unfinished upload is
 * remembered under what tells the file from others, so that after a reload the same file,
 * chosen again, goes on.
 */
(() => {
  const form = document.querySelector('[data-controller="uploads"]');
  const list = document.querySelector("[data-uploads-list]");
  if (!form || !list || !window.fetch || !window.TextEncoder) return;

  const AT_ONCE = 2;
  const FIRST_PIECE = 256 * 1024;
  const SMALLEST_PIECE = 64 * 1024;
  const QUICK = 1500; // ms for one piece: the next may be larger
  const SLOW = 8000;
  const SILENT = 120000;
  const LONGEST_WAIT = 30000;
  const MB = 1024 * 1024;
  const AGAIN = new Set([409, 423, 429, 460, 500, 502, 503, 504]);

  const part = (name) => form.querySelector(`[data-uploads="${name}"]`);
  const input = form.querySelector('input[type="file"]');
  const said = part("said");
  const words = {};
  for (const each of part("words").content.querySelectorAll("[data-word]")) {
    words[each.dataset.word] = each.textContent;
  }
  const say = (word, values = {}) =>
    (words[word] || "").replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
  const tell = (text) => {
    said.textContent = text;
  };
  const largestPiece = Number(form.dataset.piece);

  const memory = {
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null; // storage is forbidden: a reload begins anew
      }
    },
    set(key, value) {
      try {
        if (value) localStorage.setItem(key, value);
        else localStorage.removeItem(key);
      } catch {
        // as above
      }
    },
  };

  let token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const transfers = [];

  /** What ends a transfer until the person does something. */
  class Stopped extends Error {}

  const ask = (method, url, { headers = {}, body = null, progress, holder } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      request.timeout = SILENT;
      const all = {
        "Tus-Resumable": "1.0.0",
        "X-CSRFToken": token,
        "X-Requested-With": "XMLHttpRequest",
        ...headers,
      };
      for (const [name, value] of Object.entries(all)) {
        request.setRequestHeader(name, value);
      }
      if (progress) request.upload.addEventListener("progress", progress);
      request.addEventListener("load", () => resolve(request));
      for (const name of ["error", "timeout", "abort"]) {
        request.addEventListener(name, () => reject(new Error(name)));
      }
      if (holder) holder.request = request;
      request.send(body);
    });

  const encoded = (text) =>
    btoa(Array.from(new TextEncoder().encode(text), (c) => String.fromCharCode(c)).join(""));

  class Transfer {
    constructor(file, place) {
      this.file = file;
      this.place = place;
      this.key = `upload:${form.dataset.person}:${place}:${file.name}:${file.size}:${file.lastModified}`;
      this.url = memory.get(this.key);
      this.offset = null;
      this.piece = FIRST_PIECE;
      this.attempts = 0;
      this.state = "waits";
      this.show();
    }

    show() {
      this.row = part("row").content.firstElementChild.cloneNode(true);
      const of = (name) => this.row.querySelector(`[data-row="${name}"]`);
      const { name } = this.file;
      of("name").textContent = name;
      of("bar").setAttribute("aria-label", name);
      for (const deed of ["pause", "resume", "remove"]) {
        of(deed).setAttribute("aria-label", say(deed, { name }));
        of(deed).addEventListener("click", () => this[deed]());
      }
      part("rows").append(this.row);
      this.be("waits");
    }

    be(state, text = say(state)) {
      const of = (name) => this.row.querySelector(`[data-row="${name}"]`);
      this.state = state;
      of("state").textContent = text;
      const rests = state === "paused" || state === "stopped";
      const held = document.activeElement;
      const [hide, offer] = rests ? ["pause", "resume"] : ["resume", "pause"];
      of(hide).hidden = true;
      of(offer).hidden = state === "refused";
      of("bar").hidden = state === "refused";
      if (held === of(hide)) of(offer).focus();
    }

    /** Show how far it is; `more` bytes of a piece are on their way. */
    measure(more = 0) {
      const sent = Math.min((this.offset || 0) + more, this.file.size);
      const share = this.file.size ? (100 * sent) / this.file.size : 100;
      this.percent = Math.floor(share);
      this.row.querySelector('[data-row="bar"]').value = share;
      const size = (bytes) => (bytes / MB).toFixed(1);
      const values = { sent: size(sent), size: size(this.file.size) };
      if (this.state === "sending") this.be("sending", say("sending", values));
    }

    async run() {
      this.be("sending", "");
      while (this.state === "sending") {
        try {
          await this.step();
        } catch (error) {
          if (this.state !== "sending") break; // paused or removed meanwhile
          if (error instanceof Stopped) break;
          await this.wait();
        }
      }
      pump();
    }

    async step() {
      if (!this.url) await this.begin();
      if (this.offset === null) await this.find();
      this.measure();
      if (this.offset >= this.file.size) this.end();
      else await this.send();
    }

    async begin() {
      if (this.file.size > Number(form.dataset.largest)) {
        this.stop("refused", say("large"));
      }
      const meta = [`filename ${encoded(this.file.name)}`];
      if (this.place) meta.push(`collection ${encoded(this.place)}`);
      const headers = {
        "Upload-Length": String(this.file.size),
        "Upload-Metadata": meta.join(","),
      };
      const answer = await ask("POST", form.dataset.begin, { headers, holder: this });
      if (answer.status !== 201) this.judge(answer);
      this.url = answer.getResponseHeader("Location");
      this.isOurs = true;
      this.offset = 0;
      memory.set(this.key, this.url);
    }

    async find() {
      const answer = await ask("HEAD", this.url, { holder: this });
      if (answer.status !== 200) this.judge(answer);
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
    }

    async send() {
      const began = performance.now();
      const answer = await ask("PATCH", this.url, {
        headers: {
          "Content-Type": "application/offset+octet-stream",
          "Upload-Offset": String(this.offset),
        },
        body: this.file.slice(this.offset, this.offset + this.piece),
        progress: (event) => this.measure(event.loaded),
        holder: this,
      });
      if (answer.status !== 204) this.judge(answer);
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
      this.attempts = 0;
      const took = performance.now() - began;
      if (took < QUICK) this.piece = Math.min(this.piece * 2, largestPiece);
      else if (took > SLOW) this.piece = Math.max(this.piece / 2, SMALLEST_PIECE);
    }

    /** Throw what an answer that is not the wished one means. */
    judge(answer) {
      const { status } = answer;
      if (AGAIN.has(status)) throw new Error(String(status));
      if (status === 404 || status === 410) {
        memory.set(this.key, null);
        if (this.isOurs) this.leave(); // removed in the list below
        this.url = null;
        throw new Error(String(status));
      }
      if (status === 401 || status === 403) this.stop("stopped", say("signed"));
      if (status === 507) this.stop("stopped", say("full"));
      const type = answer.getResponseHeader("Content-Type") || "";
      const own = type.startsWith("text/plain") ? answer.responseText : "";
      this.stop("refused", own || say("failed"));
    }

    stop(state, why) {
      this.be(state, why);
      tell(say("stopped", { name: this.file.name, why }));
      throw new Stopped(why);
    }

    /** Wait before the next attempt, or until the connection is there again. */
    async wait() {
      this.offset = null;
      this.attempts += 1;
      const ms = Math.min(500 * 2 ** this.attempts, LONGEST_WAIT);
      this.row.querySelector('[data-row="state"]').textContent = say("offline");
      await new Promise((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, ms);
      });
    }

    pause() {
      if (this.state !== "sending" && this.state !== "waits") return;
      this.be("paused", say("paused", { percent: this.percent || 0 }));
      this.offset = null;
      this.request?.abort();
      this.wake?.();
    }

    async resume() {
      if (this.state !== "paused" && this.state !== "stopped") return;
      this.be("waits");
      await refresh(); // with it comes the token of a new session
      pump();
    }

    remove() {
      const { url } = this;
      memory.set(this.key, null);
      this.leave();
      this.request?.abort();
      this.wake?.();
      if (url) ask("DELETE", url).then(refresh, () => {});
    }

    async end() {
      const { name } = this.file;
      const id = this.url.split("/").filter(Boolean).pop();
      memory.set(this.key, null);
      this.leave();
      await refresh();
      const became = list.querySelector(`[data-upload="${id}"] [data-state]`);
      const why = became?.textContent.trim();
      tell(why ? say("stopped", { name, why }) : say("done", { name }));
    }

    leave() {
      this.state = "gone";
      transfers.splice(transfers.indexOf(this), 1);
      if (this.row.contains(document.activeElement)) input.focus();
      this.row.remove();
      part("transfers").hidden = transfers.length === 0;
    }
  }

  const pump = () => {
    let free = AT_ONCE - transfers.filter((each) => each.state === "sending").length;
    for (const each of transfers.filter((one) => one.state === "waits")) {
      if (free <= 0) break;
      free -= 1;
      each.run();
    }
  };

  const add = (files) => {
    const place = form.querySelector("[name=collection]")?.value || "";
    for (const file of files) {
      const transfer = new Transfer(file, place);
      if (transfers.some((each) => each.key === transfer.key)) transfer.row.remove();
      else transfers.push(transfer);
    }
    part("transfers").hidden = transfers.length === 0;
    input.value = "";
    pump();
  };

  // The list of what became of them is made by the server.

  let looks = 0;
  let timer;
  const put = (html) => {
    if (list.contains(document.activeElement)) return; // somebody is about to press
    list.innerHTML = html;
    token = list.querySelector("[data-token]")?.dataset.token || token;
  };
  const lookAgain = () => {
    clearTimeout(timer);
    if (list.querySelector("[data-moving]") && looks < 60) {
      looks += 1;
      timer = setTimeout(look, 2000);
    }
  };
  const look = async () => {
    try {
      const answer = await fetch(form.dataset.list, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.ok) put(await answer.text());
    } catch {
      // no connection: the list stays as it was
    }
    lookAgain();
  };
  const refresh = () => {
    looks = 0;
    return look();
  };

  list.addEventListener("submit", async (event) => {
    event.preventDefault(); // a new page would end the transfers
    const body = new FormData(event.target, event.submitter);
    body.set("csrfmiddlewaretoken", token);
    try {
      const answer = await fetch(event.target.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      tell(page.querySelector(".messages")?.textContent.trim() || "");
      input.focus();
      const fresh = page.querySelector("[data-uploads-list]");
      if (fresh) put(fresh.innerHTML);
    } catch {
      tell(say("offline"));
    }
    looks = 0;
    lookAgain();
  });

  input.addEventListener("change", () => add(input.files));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(input.files);
  });
  const place = part("place");
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.add("uploads__place--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    place.addEventListener(name, () => place.classList.remove("uploads__place--over"));
  }
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  part("pause-all").addEventListener("click", () => {
    for (const each of [...transfers]) each.pause();
  });
  part("resume-all").addEventListener("click", () => {
    for (const each of [...transfers]) each.resume();
  });
  window.addEventListener("online", () => {
    for (const each of transfers) each.wake?.();
  });

  input.required = false;
  part("plain").hidden = true;
  part("drop").hidden = false;
  part("resume-help").hidden = false;
  lookAgain();
})();
