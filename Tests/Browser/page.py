"""The review page as a person uses it: keys, and what can be read."""

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait


def chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                     "--window-size=1280,800"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


class Page:
    def __init__(self, server, reviewer="eva"):
        self.server = server
        self.driver = chromium()
        self.driver.get(server.addresses[reviewer])

    def press(self, *keys):
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def press_with(self, modifier, key):
        ActionChains(self.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()

    def decide(self, key):
        """Presses a key that decides, and waits for what comes next."""
        said = self.driver.execute_script("return document.getElementById('said').textContent = ''")
        self.press(key)
        self.wait(lambda: self.said != said)

    def step_until(self, condition):
        """Goes on to the next item until one is as it should be."""
        for _ in range(30):
            if condition():
                return
            before = self.driver.current_url
            self.press("n")
            self.wait(lambda: self.driver.current_url != before and self.all("main h1"))
        raise AssertionError("there is no such item")

    def wait(self, condition):
        # An element that is found just before the page is replaced is asked for again.
        wait = WebDriverWait(self.driver, 20, ignored_exceptions=[StaleElementReferenceException])
        wait.until(lambda _: condition())

    def go(self, path):
        self.driver.get(self.server.home + path)
        # What takes long to count tells how far it is, until it is there.
        self.wait(lambda: not self.all("[data-waits]"))

    def load_new_queue(self):
        """Takes what the page offers after a run."""
        self.wait(lambda: self.find("#news").is_displayed())
        self.find("#news button").click()
        self.wait(lambda: "/item" in self.driver.current_url and not self.find("#news").is_displayed())

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="main"):
        return self.find(selector).text

    @property
    def said(self):
        return self.find("#said").text

    @property
    def code(self):
        return self.find("form.decide input[name=code]").get_attribute("value")

    def select(self, words):
        """Selects words of the transcript, as with the mouse."""
        self.driver.execute_script(
            """
            const pieces = [...document.querySelectorAll("#main [data-start]")];
            const text = pieces.map((piece) => piece.textContent).join("");
            const find = (offset) => {
              for (const piece of pieces) {
                if (offset <= piece.textContent.length) return [piece.firstChild, offset];
                offset -= piece.textContent.length;
              }
            };
            const at = text.indexOf(arguments[0]);
            if (at < 0) throw new Error("the words are not there");
            getSelection().setBaseAndExtent(...find(at), ...find(at + arguments[0].length));
            """, words)

    def complaints(self):
        """What the browser's console says against the page."""
        return [entry for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE" and "409" not in entry["message"]
                and "400" not in entry["message"]]

    def close(self):
        self.driver.quit()
