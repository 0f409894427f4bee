"""What the service writes down of requests."""

import io
import logging

from uvicorn.logging import AccessFormatter

from ops.serve import WithoutQuery


def test_the_access_log_says_which_page_and_not_what_was_asked():
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(AccessFormatter('%(client_addr)s "%(request_line)s" %(status_code)s', use_colors=False))
    logger = logging.Logger("access")
    logger.addFilter(WithoutQuery())
    logger.addHandler(handler)
    asked = "/pages/search?q=nguyen+van+duc"
    logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", asked, "1.1", 200)
    assert "/pages/search HTTP/1.1" in written.getvalue()
    assert "duc" not in written.getvalue()
