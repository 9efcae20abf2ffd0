//! Log lines that look like real ones: the formats that Glasscase reads, and an application's own.
//!
//! Everything comes from one small generator, so that the same seed gives the same bytes on every machine.

use std::fmt::Write;

/// A linear congruential generator (Knuth's MMIX constants), of which the upper half is used.
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 32) as u32
    }

    /// 0 to one less than `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        ((u64::from(self.next()) * u64::from(end)) >> 32) as u32
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len() as u32) as usize]
    }
}

/// The kinds of file in the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `auth.log`: sshd, sudo, cron.
    Auth,
    /// `syslog`: kernel, systemd, services.
    Syslog,
    /// nginx' `access.log`, combined format.
    Access,
    /// What the application writes for itself.
    App,
}

/// Appends lines of the kind until `text` holds `bytes` or a little more. `start` is the second at which the
/// file begins, counted from 2026-11-01 00:00:00.
pub fn fill(kind: Kind, text: &mut String, bytes: usize, start: u32, dice: &mut Dice) {
    let mut second = start;
    let mut serial = dice.below(1_000_000);
    while text.len() < bytes {
        second += dice.below(3);
        serial += 1;
        let clock = Clock::at(second);
        // Writing to a String cannot fail.
        let _ = match kind {
            Kind::Auth => auth(text, &clock, serial, dice),
            Kind::Syslog => syslog(text, &clock, serial, dice),
            Kind::Access => access(text, &clock, dice),
            Kind::App => app(text, &clock, serial, dice),
        };
        text.push('\n');
    }
}

struct Clock {
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Clock {
    fn at(seconds: u32) -> Self {
        Self {
            day: seconds / 86_400 % 30 + 1,
            hour: seconds / 3_600 % 24,
            minute: seconds / 60 % 60,
            second: seconds % 60,
        }
    }

    fn syslog(&self) -> String {
        format!("Nov {:>2} {:02}:{:02}:{:02}", self.day, self.hour, self.minute, self.second)
    }
}

const USERS: [&str; 8] = ["root", "admin", "deploy", "ubuntu", "oracle", "postgres", "git", "test"];
const PATHS: [&str; 12] = [
    "/",
    "/index.html",
    "/api/v1/orders",
    "/api/v1/orders/search",
    "/api/v1/customers",
    "/assets/app.css",
    "/assets/app.js",
    "/images/banner.webp",
    "/login",
    "/wp-login.php",
    "/.env",
    "/health",
];
const AGENTS: [&str; 4] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "curl/8.14.1",
    "python-requests/2.32.4",
];
const CLASSES: [&str; 6] = [
    "c.example.orders.OrderService",
    "c.example.orders.PaymentClient",
    "c.example.http.AccessFilter",
    "c.example.cache.RegionCache",
    "c.example.jobs.InvoiceJob",
    "c.example.db.ConnectionPool",
];

fn address(dice: &mut Dice) -> String {
    // The networks set aside for examples (RFC 5737).
    let network = dice.of(&["192.0.2", "198.51.100", "203.0.113"]);
    format!("{network}.{}", dice.below(254) + 1)
}

fn auth(text: &mut String, clock: &Clock, pid: u32, dice: &mut Dice) -> std::fmt::Result {
    let pid = pid % 30_000 + 500;
    write!(text, "{} web1 ", clock.syslog())?;
    let user = dice.of(&USERS);
    match dice.below(10) {
        0..=4 => {
            let known = dice.of(&["", "invalid user "]);
            let port = dice.below(30_000) + 30_000;
            write!(
                text,
                "sshd[{pid}]: Failed password for {known}{user} from {} port {port} ssh2",
                address(dice)
            )
        }
        5 => {
            let port = dice.below(30_000) + 30_000;
            let key = "RSA SHA256:Zk2nV0cC3o1qS5hYw8r7dX4mB9tL6eJ0uPaGfKiTsQE";
            write!(
                text,
                "sshd[{pid}]: Accepted publickey for deploy from {} port {port} ssh2: {key}",
                address(dice)
            )
        }
        6 => {
            let port = dice.below(30_000) + 30_000;
            write!(text, "sshd[{pid}]: Connection closed by {} port {port} [preauth]", address(dice))
        }
        7 => {
            write!(
                text,
                "sudo:   deploy : TTY=pts/0 ; PWD=/home/deploy ; USER=root ; COMMAND=/usr/bin/systemctl "
            )?;
            write!(text, "restart {}", dice.of(&["nginx", "orders", "redis"]))
        }
        8 => write!(
            text,
            "CRON[{pid}]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)"
        ),
        _ => write!(text, "CRON[{pid}]: pam_unix(cron:session): session closed for user root"),
    }
}

fn syslog(text: &mut String, clock: &Clock, serial: u32, dice: &mut Dice) -> std::fmt::Result {
    let pid = serial % 30_000 + 500;
    write!(text, "{} web1 ", clock.syslog())?;
    match dice.below(6) {
        0 => write!(text, "CRON[{pid}]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)"),
        1 => write!(text, "systemd[1]: Started session-{serial}.scope - Session {serial} of User deploy."),
        2 => write!(
            text,
            "systemd[1]: orders.service: Consumed {}.{:03}s CPU time.",
            dice.below(60),
            dice.below(1000)
        ),
        3 => {
            let uptime = serial % 900_000;
            write!(text, "kernel: [{uptime:>6}.{:06}] [UFW BLOCK] IN=eth0 OUT= ", dice.below(1_000_000))?;
            write!(
                text,
                "MAC=00:16:3e:0a:1b:2c:ee:ff:ff:ff:ff:ff:08:00 SRC={} DST=172.16.4.9 LEN=40 ",
                address(dice)
            )?;
            write!(
                text,
                "TOS=0x00 PREC=0x00 TTL=238 ID={} PROTO=TCP SPT={} DPT=",
                dice.below(65_536),
                dice.below(65_536)
            )?;
            write!(text, "{} WINDOW=1024 RES=0x00 SYN URGP=0", dice.of(&["22", "23", "3389", "6379", "8080"]))
        }
        4 => write!(
            text,
            "orders[{pid}]: worker {} finished batch {serial} in {} ms",
            dice.below(16),
            dice.below(5000)
        ),
        _ => write!(text, "dhclient[612]: DHCPREQUEST for 172.16.4.9 on eth0 to 100.100.2.136 port 67"),
    }
}

fn access(text: &mut String, clock: &Clock, dice: &mut Dice) -> std::fmt::Result {
    let Clock { day, hour, minute, second } = clock;
    let method = dice.of(&["GET", "GET", "GET", "GET", "POST"]);
    let status = dice.of(&["200", "200", "200", "200", "304", "404", "401", "500"]);
    write!(text, "{} - - [{day:02}/Nov/2026:{hour:02}:{minute:02}:{second:02} +0000] ", address(dice))?;
    write!(text, "\"{method} {}?id={} HTTP/1.1\" ", dice.of(&PATHS), dice.below(100_000))?;
    write!(text, "{status} {} \"-\" \"{}\"", dice.below(40_000), dice.of(&AGENTS))
}

fn app(text: &mut String, clock: &Clock, serial: u32, dice: &mut Dice) -> std::fmt::Result {
    let Clock { day, hour, minute, second } = clock;
    let level = dice.of(&["INFO ", "INFO ", "INFO ", "DEBUG", "DEBUG", "WARN "]);
    let thread = dice.below(32);
    write!(text, "2026-11-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z {level} ", dice.below(1000))?;
    write!(text, "[http-nio-8080-exec-{thread}] {} - ", dice.of(&CLASSES))?;
    let trace = dice.next();
    let size = dice.below(50_000);
    match dice.below(5) {
        0 => {
            let (method, path, spent) = (dice.of(&["GET", "POST"]), dice.of(&PATHS), dice.below(900));
            write!(text, "{trace:08x} request {method} {path} answered with 200 in {spent} ms")
        }
        1 => write!(text, "{trace:08x} order {serial} accepted, customer={size}"),
        2 => {
            let (whole, part) = (dice.below(100), dice.below(100));
            write!(text, "cache region 'prices' hit ratio {whole}.{part:02} %, {size} entries")
        }
        3 => {
            let (active, idle) = (dice.below(40), dice.below(40));
            write!(text, "{trace:08x} pool main: {active} active, {idle} idle, {size} served")
        }
        _ => write!(text, "{trace:08x} invoice {serial} rendered, queued for customer={size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_writes_the_same_lines() {
        for kind in [Kind::Auth, Kind::Syslog, Kind::Access, Kind::App] {
            let written = |seed| {
                let mut text = String::new();
                fill(kind, &mut text, 4096, 1_640_000, &mut Dice::new(seed));
                text
            };
            assert_eq!(written(7), written(7));
            assert_ne!(written(7), written(8));
            assert!(written(7).ends_with('\n') && written(7).len() < 4096 + 600);
        }
    }
}
