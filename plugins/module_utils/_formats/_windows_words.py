# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: RUF001 (letters of other scripts that look like Latin ones are what these words are made of)
"""The words of Windows for the kind and the state of a neighbor, in the languages it speaks.

`arp -a` and `netsh` print them translated. The lists cannot be complete: what a word means that is not among them,
or that was damaged by a wrong code page, follows from the rows where it stands (see `_windows.py`).
"""

# Types of `arp -a`, MIB_IPNETROW of iphlpapi: other, invalid, dynamic, static.
_TYPES = {
    "dynamic": """
        dynamic dynamisch dynamique dinámico dinamico dinâmico dynamisk dynaaminen dynamiczne
        dynamiczny dynamická dynamický dynamické dinamikus dinamik dinamic dinamică dinamički
        dinamična dinamični dinamično dinamisks dinamiska dinaminis dünaamiline динамический
        динамічний динамічна динамичен динамички δυναμικός δυναμική δυναμικό 動的 동적 动态 動態 דינאמי
        דינמי ديناميكي ไดนามิก động
        """,
    "static": """
        static statisch statique estático estatico statico statisk staattinen statyczne statyczny
        statická statický statické statikus statik statică statički statična statični statično
        statisks statiska statinis staatiline статический статичний статична статичен статички
        στατικός στατική στατικό 静的 정적 静态 靜態 סטטי ثابت คงที่ tĩnh
        """,
    "incomplete": """
        invalid ungültig non_valide non_valido no_válido inválido ongeldig ogiltig ugyldig
        nieprawidłowy nieprawidłowe neplatné neplatná érvénytelen недопустимый недействительный 無効
        无效 無效 잘못됨 geçersiz
        """,
}
# States of `netsh interface ipv4|ipv6 show neighbors`, NL_NEIGHBOR_STATE of nldef.h.
_STATES = {
    "reachable": """
        reachable erreichbar joignable accessible accesible alcanzable raggiungibile acessível
        alcançável bereikbaar nåbar tilgængelig tilgjengelig tavoitettavissa osiągalny osiągalne
        dostupný dostupné dosažitelný elérhető erişilebilir доступен доступный достижимый достижим
        досяжний 到達可能 可访问 可到达 可以访问 可存取 可連線 可達 접근_가능 연결_가능
        """,
    "stale": """
        stale veraltet abgelaufen périmé obsolète obsoleto non_aggiornato verouderd inaktuell
        föråldrad forældet foreldet vanhentunut nieaktualny nieaktualne zastaralý zastaralé elavult
        eski устаревший устаревшая устарел застарілий 古い 期限切れ 陈旧 过时 停滞 過時 停滯 오래됨 부실
        """,
    "delay": """
        delay verzögerung verzögert retard délai retraso demora ritardo atraso vertraging
        fördröjning forsinkelse viive opóźnienie zpoždění késleltetés gecikme задержка затримка 遅延
        延迟 延遲 지연
        """,
    "probe": """
        probe probing prüfung prüfen sonde sondeo sonda sondagem test teste onderzoek avsökning
        sonda próba sondování yoklama проба проверка зондирование プローブ 探测 探查 探測 프로브
        """,
    "failed": """
        unreachable unerreichbar nicht_erreichbar inaccessible injoignable inaccesible inalcanzable
        no_accesible irraggiungibile non_raggiungibile inacessível inalcançável onbereikbaar
        inte_nåbar onåbar utilgængelig utilgjengelig nieosiągalny nieosiągalne nedostupný nedostupné
        nedosažitelný nem_elérhető erişilemez недоступен недоступный недостижимый недосяжний 到達不能
        到達不可 不可访问 无法访问 不可到达 無法連線 無法存取 접근_불가 연결할_수_없음
        """,
    "incomplete": """
        incomplete unvollständig incomplet incomplète incompleto onvolledig ofullständig
        ufuldstændig ufullstendig keskeneräinen niekompletny niekompletne neúplný neúplné hiányos
        befejezetlen eksik tamamlanmamış неполный неполная неповний 不完全 不完整 未完成 불완전
        """,
    "permanent": """
        permanent permanente permanenta blijvend pysyvä trwały trwałe stały stałe trvalý trvalé
        állandó kalıcı постоянный постоянная постійний 永続 恒久 永久 영구
        """,
}


def _by_word(lists):
    return {word.replace("_", " "): meaning for meaning, words in lists.items() for word in words.split()}


TYPE_OF_WORD = _by_word(_TYPES)
STATE_OF_WORD = _by_word(_STATES)
