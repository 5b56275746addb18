// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/receipt.hpp"

#include <algorithm>

#include "toml_reader.hpp"

namespace verzuim {

std::vector<std::string> pupils_of_receipts(std::string_view text, const std::string& name) {
  if (text.empty())
    throw Error(ErrorCode::data, "no receipt came in; did the command before this one fail?", {name});
  TomlNode root;
  try {
    root = read_toml(text, name, ErrorCode::data);
  } catch (const Error& e) {
    throw Error(ErrorCode::data, "this is no receipt; give what `verzuim ingest` wrote", e.place());
  }
  std::vector<std::string> pupils;
  for (const auto& [key, value] : root.fields) {
    if (key != "receipt" || value.type != TomlNode::Type::array)
      throw Error(ErrorCode::data,
                  "this is no receipt: only [[receipt]] is expected; is it what `verzuim ingest` wrote?",
                  value.place);
    for (const TomlNode& receipt : value.items)
      if (const TomlNode* list = receipt.find("pupils")) {
        const auto is_text = [](const TomlNode& node) { return node.type == TomlNode::Type::text; };
        if (list->type != TomlNode::Type::array ||
            !std::all_of(list->items.begin(), list->items.end(), is_text))
          throw Error(ErrorCode::data,
                      "the pupils of a receipt are a list of texts; give what `verzuim ingest` wrote",
                      list->place);
        for (const TomlNode& pupil : list->items) pupils.push_back(pupil.text);
      }
  }
  std::sort(pupils.begin(), pupils.end());
  pupils.erase(std::unique(pupils.begin(), pupils.end()), pupils.end());
  return pupils;
}

}  // namespace verzuim
