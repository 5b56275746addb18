// SPDX-License-Identifier: EUPL-1.2
// What the place that is written to can show: how wide it is, and whether it shows colour. A file or a pipe
// gets neither, so that what comes out of it never depends on who looked on.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// The columns of the terminal at `fd`, else those that COLUMNS tells; 80 without either. Asked anew each
/// time: a window may change while the work goes on.
std::size_t terminal_columns(int fd);
/// How wide text may be that goes to `fd`: its terminal, between 40 and 100 columns; 80 where it is none.
std::size_t text_width(int fd);
/// Whether `fd` is a terminal that shows colour, and whoever uses it did not ask for none (NO_COLOR).
bool in_colour(int fd);

/// `text` as a heading, in bold where `colour` says so.
std::string heading(std::string_view text, bool colour);
/// `text` as what is wrong, in red where `colour` says so.
std::string alarm(std::string_view text, bool colour);
