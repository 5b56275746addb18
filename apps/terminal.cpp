// SPDX-License-Identifier: EUPL-1.2
#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "verzuim/text.hpp"

namespace {

std::string_view told(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? std::string_view() : value;
}

std::string within(std::string_view begin, std::string_view text, bool colour) {
  return colour ? std::string(begin) + std::string(text) + "\x1b[0m" : std::string(text);
}

}  // namespace

std::size_t terminal_columns(int fd) {
  winsize window{};
  if (::ioctl(fd, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) return window.ws_col;
  const auto said = verzuim::parse_count(told("COLUMNS"));
  return said && *said > 0 ? static_cast<std::size_t>(*said) : 80;
}

std::size_t text_width(int fd) {
  return ::isatty(fd) == 1 ? std::clamp<std::size_t>(terminal_columns(fd), 40, 100) : 80;
}

bool in_colour(int fd) {
  const std::string_view terminal = told("TERM");
  return told("NO_COLOR").empty() && !terminal.empty() && terminal != "dumb" && ::isatty(fd) == 1;
}

std::string heading(std::string_view text, bool colour) { return within("\x1b[1m", text, colour); }
std::string alarm(std::string_view text, bool colour) { return within("\x1b[1;31m", text, colour); }
