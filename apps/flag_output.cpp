// SPDX-License-Identifier: EUPL-1.2
#include "flag_output.hpp"

#include <algorithm>

#include "io.hpp"

using namespace verzuim;

namespace {
constexpr std::size_t enough = 65536;
}

SignalOutput::SignalOutput(bool all, bool held) : all_(all), held_(held), text_(signals_header()) {}

void SignalOutput::write(const Signal& signal) {
  ++written_;
  write_signal(text_, signal);
  if (text_.size() - hashed_ > enough) flush();
}

void SignalOutput::finish(std::vector<Signal>& undecided) {
  std::sort(undecided.begin(), undecided.end(), before);
  if (all_)
    for (const Signal& signal : undecided) write(signal);
  flush();
}

void SignalOutput::release() {
  print(text_);
  text_.clear();
  hashed_ = 0;
}

void SignalOutput::flush() {
  hash_.add(std::string_view(text_).substr(hashed_));
  hashed_ = text_.size();
  if (!held_) release();
}
