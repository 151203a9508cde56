"""What a page looks like where no script runs: no button that does nothing, and a way on."""

#: What the theme says itself in such a page's ``<noscript>``.
_THEIRS = ".pst-js-only { display: none !important; }"

# On a narrow page the contents are a drawer, which a script opens: here they follow the text.
_OURS = """.pst-js-only, .primary-toggle, .secondary-toggle, .dropdown-download-buttons,
      .btn-fullscreen-button, form.bd-search { display: none !important; }
      @media (max-width: 991.98px) {
        .bd-container__inner { flex-direction: column-reverse; }
        #pst-primary-sidebar {
          position: static; visibility: visible; opacity: 1; width: auto; max-height: none;
          margin: 0;
        }
      }"""


def style(html):
    """Give a page of the theme its styles for readers without scripts.

    Parameters
    ----------
    html : str

    Returns
    -------
    str
    """
    # A script says which theme it is; without one, colours of another book would show.
    html = html.replace('<html lang="en"', '<html lang="en" data-theme="light"', 1)
    return html.replace(_THEIRS, _OURS, 1)
