#pragma once

namespace cupola {

// The grid that all detection tables share, so that one kernel reads any of them: octaves of SNR from 2^-14
// to 2^27 (-42 to 81 dB), in each so many even steps. The place of a number on it is in its bits.
inline constexpr int kTableStepBits = 9, kTableOctaves = 41;
inline constexpr int kTableSamples = (kTableOctaves << kTableStepBits) + 1;
inline constexpr double kTableFirst = 0x1p-14, kTableLast = 0x1.fffffffffffffp26;

}  // namespace cupola
