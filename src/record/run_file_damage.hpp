#pragma once

#include "record/database.hpp"
#include "record/log.hpp"

namespace cupola {

/// The tables of a run file on what leakers did: every strike, and what is left of every asset.
inline constexpr const char* kDamageLayout = R"(
CREATE TABLE strikes(time_s REAL, platform TEXT, kind TEXT, what TEXT, way TEXT, hit INTEGER, miss_m REAL, left REAL) STRICT;
CREATE TABLE assets(name TEXT PRIMARY KEY, value REAL, strikes INTEGER, hits INTEGER, left REAL, survived INTEGER) STRICT;
)";

void write_damage(Database& database, const Names& names, Time start, const Log& log);

}  // namespace cupola
