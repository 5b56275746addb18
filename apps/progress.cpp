// SPDX-License-Identifier: EUPL-1.2
#include "progress.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "terminal.hpp"

using namespace std::chrono_literals;

namespace {

constexpr auto first_after = 500ms, between = 100ms;

Progress* on_screen = nullptr;

/// What the user's locale is, as the C library would choose it; the program itself has no locale.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);
    return locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
  }
  return false;
}

void put(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

std::uint64_t regular_size(const std::string& path) {
  struct stat about {};
  const int answer = path == "-" ? ::fstat(STDIN_FILENO, &about) : ::stat(path.c_str(), &about);
  return answer == 0 && S_ISREG(about.st_mode) ? static_cast<std::uint64_t>(about.st_size) : 0;
}

Progress::Progress(const std::string& file, std::uint64_t size, bool wanted)
    : shown_(wanted && ::isatty(STDERR_FILENO) == 1) {
  if (!shown_) return;
  utf8_ = locale_is_utf8();
  advance_.file = file;
  advance_.size = size;
  begin_ = Clock::now();
  next_ = begin_ + first_after;
  on_screen = this;
}

Progress::~Progress() {
  if (!shown_) return;
  erase();
  on_screen = nullptr;
}

void Progress::make_room() {
  if (on_screen != nullptr) on_screen->erase();
}

void Progress::look() {
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + between;
  advance_.seconds = std::chrono::duration<double>(now - begin_).count();
  draw();
}

void Progress::draw() {
  // The last column stays free: some terminals go to the next line when it is written.
  const std::string line = progress_line(advance_, terminal_columns(STDERR_FILENO) - 1, utf8_);
  const std::size_t columns = columns_taken(line);
  // Spaces take away what was longer; not every terminal knows a sequence for it.
  put("\r" + line + std::string(drawn_ > columns ? drawn_ - columns : 0, ' '));
  drawn_ = columns;
}

void Progress::erase() {
  if (drawn_ == 0) return;
  put("\r" + std::string(drawn_, ' ') + "\r");
  drawn_ = 0;
}
