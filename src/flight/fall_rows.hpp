#pragma once

namespace cupola {

inline constexpr int kFallGroup = 4;  ///< bodies that fall in the same steps
inline constexpr int kFallWidth = 8;

/// The bodies of a FallTask (fall.hpp), a column each, as the kernels take them. Those of a group that are none
/// repeat its first.
struct FallRows {
  double row[7][kFallWidth];  ///< place, velocity, drag area over mass; the place is changed
  double time_s[kFallWidth];  ///< out
  const double* air;          ///< AirTable::samples
  double ground_hae_m, geoid_undulation_m;
  int groups;
  bool all_down;  ///< out
};

using FallKernel = void (*)(FallRows&);
void fall_v3(FallRows& rows);  ///< group by group
void fall_v4(FallRows& rows);  ///< two groups abreast, on AVX-512; the same bits

}  // namespace cupola
