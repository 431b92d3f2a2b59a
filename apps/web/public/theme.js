// Runs before the first paint, so that a person who chose the dark theme never sees a white flash.
;(() => {
  const kept = localStorage.getItem('vueuse-color-scheme')
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.add(dark ? 'dark' : 'light')
})()
