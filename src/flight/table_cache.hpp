#pragma once

#include <cstdint>
#include <string>

#include "flight/flyout_table.hpp"

namespace cupola {

/// The flyout table of an interceptor, flown once per machine and kept: in memory, and in
/// $XDG_CACHE_HOME/cupola (~/.cache/cupola where that is not set; nowhere on disk where neither is known).
/// Returns    bit for bit what fly_table returns. A file that is damaged, of another version or of other
///            numbers is ignored and written anew
/// Random     none
/// Checked by tests/table_cache.cpp
/// Safe to call from several threads and processes at once.
FlyoutTable cached_table(const InterceptorType& type, double launch_msl_m);

/// The same without the memory of this process: from disk, or flown and written.
FlyoutTable stored_table(const InterceptorType& type, double launch_msl_m);

/// What tells one table from another: a digest of every number that enters it, and of three short flights, so
/// that a change of the law of motion makes all old files strangers.
struct TableKey {
  std::uint64_t high = 0, low = 0;
  auto operator<=>(const TableKey&) const = default;
};
TableKey table_key(const InterceptorType& type, double launch_msl_m);

/// The file a key's table is kept in; empty where there is no cache folder.
std::string table_path(const TableKey& key);

}  // namespace cupola
