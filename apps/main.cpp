// SPDX-License-Identifier: EUPL-1.2
#include "cli.hpp"

int main(int argc, char** argv) { return run(argc, argv); }
