// SPDX-License-Identifier: EUPL-1.2
// TOML line by line.
#pragma once
#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "toml_reader.hpp"
#include "verzuim/date.hpp"

namespace verzuim {

class TomlWriter {
 public:
  explicit TomlWriter(std::string& out) : out_(out) {}

  /// Always written, also when empty: for what a reader asks for.
  void put(std::string_view key, std::string_view value) {
    out_ += fmt::format("{} = ", key);
    write_toml_text(out_, value);
    out_ += '\n';
  }
  void put(std::string_view key, std::int64_t value) { out_ += fmt::format("{} = {}\n", key, value); }

  void list(std::string_view key, const std::vector<std::string>& values) {
    out_ += fmt::format("{} = [", key);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out_ += ", ";
      write_toml_text(out_, values[i]);
    }
    out_ += "]\n";
  }

  void table(std::string_view name) { out_ += fmt::format("\n[{}]\n", name); }
  void entry(std::string_view name) { out_ += fmt::format("\n[[{}]]\n", name); }
  /// From here on what is empty is left out.
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) put(key, value);
  }
  void date(std::string_view key, std::optional<Date> value) {
    if (value) out_ += fmt::format("{} = {}\n", key, to_string(*value));
  }
  void flag(std::string_view key, bool value) { out_ += fmt::format("{} = {}\n", key, value); }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) list(key, values);
  }
  void dates(std::string_view key, const std::vector<Date>& values) {
    if (values.empty()) return;
    out_ += fmt::format("{} = [", key);
    for (std::size_t i = 0; i < values.size(); ++i) out_ += (i > 0 ? ", " : "") + to_string(values[i]);
    out_ += "]\n";
  }
  void stretches(std::string_view key, const std::vector<std::pair<Date, Date>>& values) {
    if (values.empty()) return;
    out_ += fmt::format("{} = [", key);
    for (std::size_t i = 0; i < values.size(); ++i)
      out_ += fmt::format("{}{{ from = {}, until = {} }}", i > 0 ? ", " : "", to_string(values[i].first),
                          to_string(values[i].second));
    out_ += "]\n";
  }

 private:
  std::string& out_;
};

}  // namespace verzuim
