#pragma once

#include <string>

namespace cupola::import {

inline constexpr int kMemory_mib = 2048, kProcessor_s = 120;

/// Gives up, for the rest of this program, what reading a raster does not need: more than 2 GiB of memory,
/// more than two minutes of processor time, files of more than 1 GiB, core dumps; sockets and other programs
/// (seccomp: they fail with EPERM, on x86-64).
/// Returns    an empty string, or what could not be given up
std::string enter_sandbox();

}  // namespace cupola::import
