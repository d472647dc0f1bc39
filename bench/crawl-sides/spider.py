"""Scrapy on the same pages, as its documents say. Prints one line of JSON."""

import json
import resource
import time

import scrapy


def peak_kb():
    """The most memory since this program began: ru_maxrss counts what the parent held as well."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class Spider(scrapy.Spider):
    name = "bench"
    custom_settings = {
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
    }

    def __init__(self, base, count, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [f"{base}/{n}" for n in range(int(count))]
        self.seen = {"titles": 0, "links": 0, "letters": 0}
        self.start_mb = peak_kb() / 1024
        self.begun = time.monotonic()

    def parse(self, response):
        if response.css("title"):
            self.seen["titles"] += 1
        self.seen["links"] += len(response.css("a[href]"))
        for p in response.css("p"):
            self.seen["letters"] += len("".join(p.css("*::text").getall()))

    def closed(self, reason):
        used = resource.getrusage(resource.RUSAGE_SELF)
        figures = {
            "pages": len(self.start_urls),
            "wallMs": (time.monotonic() - self.begun) * 1000,
            "cpuSeconds": used.ru_utime + used.ru_stime,
            "startMb": self.start_mb,
            "peakMb": peak_kb() / 1024,
        }
        print(json.dumps({**figures, **self.seen}), flush=True)
