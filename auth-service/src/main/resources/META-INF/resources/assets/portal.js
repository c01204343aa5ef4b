// Only improves pages that work without it.
'use strict'

/** Copy buttons. */
for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.firstChild
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
    label.textContent = 'Copied'
    setTimeout(() => { label.textContent = 'Copy' }, 2000)
  })
}

/** The scope picker: what an aggregate covers cannot be chosen beside it, and what a feature requires stays chosen. */
const picker = document.querySelector('[data-picker]')
if (picker) {
  const aggregates = [...picker.querySelectorAll('[data-aggregate]')]
  const features = [...picker.querySelectorAll('[data-requires]')]
  const covered = picker.querySelector('[data-covered]')
  const why = picker.querySelector('[data-why]')

  const update = () => {
    const needed = new Map()
    for (const feature of features.filter(it => it.checked)) {
      for (const scope of feature.dataset.requires.split(' ')) needed.set(scope, feature)
    }
    for (const box of picker.querySelectorAll('input[name=scopes]')) {
      const locked = needed.has(box.value)
      // Not disabled: a disabled box is neither sent nor found by the keyboard.
      if (locked) box.checked = true
      box.toggleAttribute('data-locked', locked)
      if (locked) box.setAttribute('aria-disabled', 'true')
      else box.removeAttribute('aria-disabled')
    }
    const whole = aggregates.find(it => it.checked)
    covered.disabled = Boolean(whole)
    if (whole) {
      for (const box of covered.querySelectorAll('input')) box.checked = false
      const lock = needed.get(whole.value)
      const title = lock && lock.parentElement.querySelector('strong').textContent
      tell((lock ? `${title} requires ${whole.value}, so it stays chosen. ` : '')
        + `The permissions of a person’s own account are switched off: ${whole.value} covers all of them already.`)
    } else {
      tell('')
    }
    for (const group of picker.querySelectorAll('details')) {
      const boxes = [...group.querySelectorAll('input')]
      const chosen = boxes.filter(it => it.checked).length
      group.querySelector('[data-count]').textContent = boxes.length + (chosen ? `, ${chosen} chosen` : '')
    }
  }
  // Said only when it changes: a screen reader reads it out each time.
  const tell = text => { if (why.textContent !== text) why.textContent = text }

  picker.addEventListener('click', event => {
    if (event.target.hasAttribute?.('data-locked')) event.preventDefault()
  })
  picker.addEventListener('change', update)
  // A choice that the server refused stays as it was made, until it is changed.
  if (!document.getElementById('problems') || !aggregates.some(it => it.checked)) update()
}

/** The forms of a tried flow show their answers in place. */
for (const form of document.querySelectorAll('[data-call]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const place = document.getElementById(form.dataset.call)
    const fields = new URLSearchParams(new FormData(form))
    // An assertion is good once: the next request needs another.
    for (const field of form.querySelectorAll('[data-once]')) field.value = ''
    let response, text
    try {
      response = await fetch(form.action, { method: 'POST', body: fields, cache: 'no-store', credentials: 'omit' })
      text = await response.text()
    } catch {
      place.replaceChildren(block('The service cannot be reached.'))
      return
    }
    let body
    try { body = JSON.parse(text) } catch { body = null }
    const shown = [block(`HTTP ${response.status}\n${body ? JSON.stringify(body, null, 2) : text}`, 'Answer')]
    if (response.ok && body?.access_token) {
      shown.push(heading('The access token, opened'), block(opened(body.access_token), 'Access token'))
      for (const field of document.querySelectorAll('[data-fill]')) {
        if (body[field.dataset.fill]) field.value = body[field.dataset.fill]
      }
      for (const field of document.querySelectorAll('[data-secret]')) {
        if (!field.value) field.value = fields.get('client_secret') ?? ''
      }
    }
    place.replaceChildren(...shown)
  })
}

/** The header and claims of a JWT, for people; nothing is verified. */
function opened (token) {
  const part = text => JSON.parse(new TextDecoder().decode(
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), it => it.charCodeAt(0))))
  try {
    return token.split('.').slice(0, 2).map(it => JSON.stringify(part(it), null, 2)).join('\n')
  } catch {
    return 'It is no JWT.'
  }
}

function block (text, label = 'Message') {
  const block = document.createElement('pre')
  block.textContent = text
  block.tabIndex = 0
  block.setAttribute('role', 'region')
  block.setAttribute('aria-label', label)
  return block
}

function heading (text) {
  const heading = document.createElement('h3')
  heading.textContent = text
  return heading
}
