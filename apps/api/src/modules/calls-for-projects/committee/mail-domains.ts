/** Providers that anyone can have an address with: sharing one says nothing about where people work. */
const providers = new Set(
  `aliceadsl.fr aol.com aol.fr bbox.fr bluewin.ch canl.nc cegetel.net club-internet.fr dartybox.com dbmail.com disroot.org
  duck.com fastmail.com fastmail.fm free.fr freesbee.fr gandi.net gmail.com gmx.com gmx.de gmx.fr gmx.net googlemail.com
  guideo.fr hey.com icloud.com ik.me infomaniak.com infonie.fr izi.re klubinternet.fr lagoon.nc laposte.net laposte.fr
  libero.it libertysurf.fr lilo.org live.be live.com live.fr mac.com mail.com mail.fr mail.pf mail.ru mailbox.org mailfence.com
  mailo.com mailo.fr me.com mediaserv.net msn.com murena.io nautile.nc neuf.fr netcourrier.com net-c.fr nomade.fr noos.fr nordnet.fr
  numericable.com numericable.fr offratel.nc only.fr orange.com orange.fr orange.re outremer.net pm.me posteo.de posteo.net
  proton.me protonmail.ch protonmail.com proximus.be qq.com rediffmail.com riseup.net sfr.fr skynet.be t-online.de tele2.fr
  telenet.be tiscali.fr tuta.com tuta.io tutamail.com tutanota.com tutanota.de vivaldi.net voila.fr wanadoo.fr web.de worldonline.fr
  yandex.com yandex.ru ymail.com yopmail.com yopmail.fr zaclys.net zoho.com 9business.fr 9online.fr 163.com`.split(
    /\s+/,
  ),
)

/** Brands that have a domain in every country: `hotmail.fr`, `yahoo.co.uk`, `outlook.be`. */
const brands = /^(?:gmail|gmx|hotmail|live|outlook|rocketmail|windowslive|yahoo)\.[a-z]{2,3}(?:\.[a-z]{2})?$/

/** Kept by RFC 2606 for examples and tests, or by Essor for the people of its demonstration: nobody works there. */
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|invalid|localhost|test|essor)$/

/** Does the domain of an address say where someone works? */
export const isTelling = (domain: string): boolean =>
  domain.includes('.') && !providers.has(domain) && !brands.test(domain) && !reserved.test(domain)
