// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "toml_reader.hpp"
#include "verzuim/store.hpp"

namespace verzuim {

void write_pupil_text(std::string& out, const std::string& pupil, const std::vector<PupilTable>& tables) {
  out += fmt::format("# Wat er over leerling {} is vastgelegd\n\n", pupil);
  out +=
      "Dit is alles wat in dit bestand over u staat. Klopt er iets niet? Vraag dan om verbetering.\n"
      "U kunt ook vragen om gegevens te wissen of ertegen bezwaar maken.\n";
  if (tables.empty()) out += "\nEr is niets over deze leerling vastgelegd.\n";
  for (const PupilTable& table : tables) {
    out += fmt::format("\n## {}\n", table.title);
    for (const auto& row : table.rows) {
      out += '\n';
      for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].empty()) out += fmt::format("{}: {}\n", table.columns[i].second, row[i]);
    }
  }
}

void write_pupil_toml(std::string& out, const std::string& pupil, const std::vector<PupilTable>& tables) {
  out += "pupil = ";
  write_toml_text(out, pupil);
  out += '\n';
  for (const PupilTable& table : tables)
    for (const auto& row : table.rows) {
      out += fmt::format("\n[[{}]]\n", table.name);
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].empty()) continue;
        out += table.columns[i].first + " = ";
        write_toml_text(out, row[i]);
        out += '\n';
      }
    }
}

}  // namespace verzuim
