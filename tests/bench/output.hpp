// SPDX-License-Identifier: EUPL-1.2
// A file that is written in large pieces: the generator must not take longer than what it is made for.
#pragma once

#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

class Output {
 public:
  explicit Output(std::string path) : path_(std::move(path)), out_(path_, std::ios::binary) {}

  /// Writes the parts as one line.
  void line(std::initializer_list<std::string_view> parts) {
    for (std::string_view part : parts) text_ += part;
    text_ += '\n';
    if (text_.size() > 1U << 20U) flush();
  }

  void close() {
    flush();
    out_.close();
    if (!out_) throw std::runtime_error("cannot write " + path_);
  }

 private:
  void flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  std::string path_, text_;
  std::ofstream out_;
};
