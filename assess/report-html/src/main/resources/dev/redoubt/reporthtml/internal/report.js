'use strict';
(function () {
  const form = document.getElementById('filters');
  const count = document.getElementById('count');
  const groups = Array.from(document.querySelectorAll('#groups > .group'));
  const total = count ? count.textContent : '';

  /* A fragment that is no encoded text is taken as it is. */
  function decoded(fragment) {
    try {
      return decodeURIComponent(fragment);
    } catch (malformed) {
      return fragment;
    }
  }

  /* Opens what a link leads to, and everything around it. */
  function reveal() {
    const id = decoded(location.hash.slice(1));
    const target = id && !id.includes('=') ? document.getElementById(id) : null;
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
    }
    if (form && target.closest('[hidden]')) { form.reset(); apply(false); }
    target.scrollIntoView();
  }
  if (!form) { addEventListener('hashchange', reveal); reveal(); return; }

  const fields = Array.from(form.elements).filter((each) => each.name);
  const texts = new WeakMap();

  function text(group, item) {
    let known = texts.get(item);
    if (known === undefined) {
      known = item.textContent.toLowerCase();
      texts.set(item, known);
    }
    return known;
  }

  function isGroup(group, wanted) {
    const data = group.dataset;
    return (!wanted.severity || data.s === wanted.severity)
      && (!wanted.layer || data.l === wanted.layer)
      && (!wanted.control || data.c === wanted.control)
      && (!wanted.framework || data.w.split(' ').includes(wanted.framework));
  }

  function isItem(item, wanted, words, head) {
    const data = item.dataset;
    return (!wanted.verdict || (data.v || 'fail') === wanted.verdict)
      && (!wanted.state || (data.t || 'new') === wanted.state)
      && (!wanted.owner || (data.o || '-') === wanted.owner)
      && (!wanted.deployment || (data.d || '').split(' ').includes(wanted.deployment))
      && words.every((word) => head.includes(word) || text(null, item).includes(word));
  }

  function wantedNow() {
    const wanted = {};
    for (const field of fields) {
      if (field.value.trim()) wanted[field.name] = field.value.trim();
    }
    return wanted;
  }

  /* The filters in words, so that a printed page says what it leaves out. */
  function inWords(wanted) {
    return fields.filter((each) => wanted[each.name]).map((each) =>
      each.name + ' ' + (each.selectedOptions ? each.selectedOptions[0].text : '"' + each.value.trim() + '"')).join(', ');
  }

  function apply(isKept) {
    const wanted = wantedNow();
    const words = (wanted.text || '').toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let inGroup = 0;
      if (isGroup(group, wanted)) {
        const head = words.length ? text(null, group.firstElementChild) : '';
        for (const item of group.querySelectorAll(':scope > .f')) {
          const isShown = isItem(item, wanted, words, head);
          if (item.hidden === isShown) item.hidden = !isShown;
          if (isShown) inGroup++;
        }
      }
      group.hidden = inGroup === 0;
      shown += inGroup;
    }
    const filters = inWords(wanted);
    count.textContent = filters ? shown + ' of ' + total + ' shown: ' + filters : total;
    if (isKept) {
      const fragment = new URLSearchParams(wanted).toString();
      history.replaceState(null, '', fragment ? '#' + fragment : '#findings');
    }
  }

  function restore() {
    const fragment = location.hash.slice(1);
    if (!fragment.includes('=')) { reveal(); return; }
    const wanted = new URLSearchParams(fragment);
    for (const field of fields) {
      field.value = wanted.get(field.name) || '';
      if (field.selectedIndex === -1) field.value = '';
    }
    apply(false);
  }

  let waiting = 0;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => apply(true), 80);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => apply(true), 0));
  addEventListener('hashchange', restore);
  form.hidden = false;
  restore();
})();
