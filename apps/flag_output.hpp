// SPDX-License-Identifier: EUPL-1.2
// Signals on their way out of `verzuim flag`, with the fingerprint of what was written.
#pragma once
#include <string>
#include <vector>

#include "verzuim/hash.hpp"
#include "verzuim/signal.hpp"

/// Writes signals as they come, undecided ones at the end. Held back, nothing is printed until `release`.
class SignalOutput {
 public:
  explicit SignalOutput(bool all, bool held = false);
  void write(const verzuim::Signal& signal);
  /// Ends the signals; sorts `undecided` and writes them where all are asked for.
  void finish(std::vector<verzuim::Signal>& undecided);
  /// Prints what was held back.
  void release();

  std::size_t written() const { return written_; }
  /// Of all bytes. To be called once, after `finish`.
  std::string sha256() { return hash_.hex(); }

 private:
  void flush();
  bool all_, held_;
  std::string text_;
  std::size_t written_ = 0, hashed_ = 0;  // hashed_: bytes of text_
  verzuim::Sha256 hash_;
};
