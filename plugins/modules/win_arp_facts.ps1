#!powershell

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

#AnsibleRequires -CSharpUtil Ansible.Basic

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$stateWords = @('incomplete', 'reachable', 'stale', 'delay', 'probe', 'failed', 'permanent', 'noarp', 'resolved')
$spec = @{
    options = @{
        family = @{ type = 'list'; elements = 'str'; choices = 'ipv4', 'ipv6'; default = @('ipv4', 'ipv6') }
        interfaces = @{ type = 'list'; elements = 'str'; default = @() }
        states = @{ type = 'list'; elements = 'str'; choices = $stateWords; default = @() }
        vrf = @{ type = 'list'; elements = 'str'; default = @() }
        commands = @{ type = 'list'; elements = 'str'; default = @() }
        network_os = @{ type = 'str' }
        network_namespaces = @{ type = 'list'; elements = 'str'; default = @() }
        include_noarp = @{ type = 'bool'; default = $false }
        neighbors_format = @{ type = 'str'; choices = 'list', 'json'; default = 'list' }
    }
    supports_check_mode = $true
}

# NL_NEIGHBOR_STATE of nldef.h, by name and by number: the NetTCPIP module prints names, plain CIM numbers.
$neighborStates = @{
    'Unreachable' = 'failed'; '0' = 'failed'
    'Incomplete' = 'incomplete'; '1' = 'incomplete'
    'Probe' = 'probe'; '2' = 'probe'
    'Delay' = 'delay'; '3' = 'delay'
    'Stale' = 'stale'; '4' = 'stale'
    'Reachable' = 'reachable'; '5' = 'reachable'
    'Permanent' = 'permanent'; '6' = 'permanent'
}

Function Split-Name {
    # The names in a list whose elements may hold several, with commas or line breaks between them.
    param ([object[]]$Given)

    @(foreach ($text in $Given) { $text -split '[,\r\n]+' | ForEach-Object { $_.Trim() } | Where-Object { $_ } })
}

Function Get-CanonicalIp {
    # The address without zone; $null where it is none.
    param ([string]$Text)

    $address = $null
    if ([System.Net.IPAddress]::TryParse(($Text -split '%')[0], [ref]$address)) { $address.ToString() } else { $null }
}

Function Get-Family {
    param ([string]$Ip)

    if ($Ip.Contains(':')) { 'ipv6' } else { 'ipv4' }
}

Function Get-CanonicalMac {
    # The MAC in lower-case colon form; $null where there is none, or where it is the address of a tunnel's far end.
    param ([object]$Text)

    $octets = @("$Text".Trim().ToLowerInvariant() -split '[-:]')
    if ($octets.Count -lt 6 -or @($octets | Where-Object { $_ -notmatch '^[0-9a-f]{2}$' }).Count) { return $null }
    if (-not @($octets | Where-Object { $_ -ne '00' }).Count) { return $null }
    $octets -join ':'
}

Function Test-Group {
    # Multicast groups and broadcast addresses stand among the neighbors, as permanent ones.
    param ([string]$Ip, [object]$Mac)

    $first = if ($Ip.Contains(':')) { $Ip -match '^ff' } else { [int]($Ip -split '\.')[0] -ge 224 }
    $first -or $Mac -eq 'ff:ff:ff:ff:ff:ff'
}

Function ConvertTo-Neighbor {
    param ([object]$Entry, [hashtable]$Vlans)

    $ip = Get-CanonicalIp $Entry.IPAddress
    $state = $neighborStates["$($Entry.State)"]
    if ($null -eq $ip -or $null -eq $state) { return $null }
    $mac = Get-CanonicalMac $Entry.LinkLayerAddress
    $origin = if ($state -eq 'permanent') { 'static' } else { 'dynamic' }
    if (Test-Group $ip $mac) {
        $state = 'noarp'
        $origin = 'other'
    }
    elseif ($state -in 'failed', 'incomplete') {
        $mac = $null
    }
    elseif ($null -eq $mac -and $state -ne 'permanent') {
        $state = if ("$($Entry.LinkLayerAddress)".Trim(' -:0'.ToCharArray())) { 'noarp' } else { 'incomplete' }
    }
    [ordered]@{
        ip = $ip
        mac = $mac
        interface = $Entry.InterfaceAlias
        physical_interface = $null
        vlan = $Vlans["$($Entry.InterfaceAlias)"]
        vrf = 'default'
        namespace = $null
        family = Get-Family $ip
        state = $state
        origin = $origin
        is_router = $null
        age_seconds = $null
        expires_seconds = $null
        flags = @()
    }
}

Function Test-Wanted {
    param ([object]$Row, [hashtable]$Wanted)

    if ($Row.state -eq 'noarp' -and -not $Wanted.Noarp) { return $false }
    if ($Wanted.Families -notcontains $Row.family) { return $false }
    if ($Wanted.States.Count -and $Wanted.States -notcontains $Row.state) { return $false }
    if ($Wanted.Vrfs.Count -and $Wanted.Vrfs -notcontains $Row.vrf) { return $false }
    if (-not $Wanted.Interfaces.Count) { return $true }
    [bool]@($Wanted.Interfaces | Where-Object { "$($Row.interface)" -clike $_ }).Count
}

Function ConvertTo-Interface {
    param ([string]$Name, [object]$Adapter, [object[]]$Addresses)

    [ordered]@{
        name = $Name
        mac = if ($Adapter) { Get-CanonicalMac $Adapter.MacAddress } else { $null }
        addresses = @($Addresses | ForEach-Object { "$(Get-CanonicalIp $_.IPAddress)/$($_.PrefixLength)" })
        vrf = 'default'
        namespace = $null
        up = if ($Adapter) { "$($Adapter.Status)" -eq 'Up' } else { $null }
    }
}

Function Get-Interface {
    # Adapters, and interfaces that have addresses but no adapter, such as the loopback.
    param ([object[]]$Adapters, [object[]]$Addresses)

    $named = @{}
    foreach ($adapter in $Adapters) { $named["$($adapter.Name)"] = $adapter }
    $names = @($Adapters | ForEach-Object { "$($_.Name)" }) + @($Addresses | ForEach-Object { "$($_.InterfaceAlias)" })
    foreach ($name in ($names | Select-Object -Unique)) {
        $own = @($Addresses | Where-Object { "$($_.InterfaceAlias)" -eq $name })
        ConvertTo-Interface -Name $name -Adapter $named[$name] -Addresses $own
    }
}

Function ConvertTo-Gateway {
    param ([object]$Route)

    $ip = Get-CanonicalIp $Route.NextHop
    # A route without a next hop leads out of an interface.
    if ($null -eq $ip -or $ip -in '0.0.0.0', '::') { return }
    [ordered]@{ ip = $ip; family = Get-Family $ip; interface = $Route.InterfaceAlias; vrf = 'default'; namespace = $null }
}

Function Get-Count {
    param ([object[]]$Rows)

    $counts = @{ ipv4 = @{ total = 0 }; ipv6 = @{ total = 0 } }
    foreach ($row in $Rows) {
        $ofFamily = $counts[$row.family]
        $ofFamily.total += 1
        $ofFamily[$row.state] = 1 + [int]$ofFamily[$row.state]
    }
    $counts
}

Function Get-Capacity {
    # The limit is one per interface, so the fullest interface is what counts against it.
    param ([object[]]$Rows, [object]$Protocol)

    $fullest = @($Rows | Group-Object -Property { $_.interface } | Sort-Object -Property Count -Descending)
    @{
        entries = if ($fullest.Count) { $fullest[0].Count } else { 0 }
        limit = if ($Protocol) { $Protocol.NeighborCacheLimitEntries } else { $null }
        gc_thresh1 = $null
        gc_thresh2 = $null
        gc_thresh3 = $null
        table_fulls = $null
    }
}

Function Invoke-Source {
    # What a command returns as a list, with a note in the list of sources; an empty list where it fails.
    param ([string]$Name, [scriptblock]$Command, [System.Collections.ArrayList]$Source)

    $found = @()
    $outcome = 'read'
    try {
        $found = @(& $Command | Where-Object { $null -ne $_ })
    }
    catch {
        # A route or an adapter that does not exist is an error of this category, and none here.
        if ($_.CategoryInfo.Category -ne 'ObjectNotFound') { $outcome = "refused: $($_.Exception.Message)" }
    }
    $null = $Source.Add([ordered]@{ command = $Name; outcome = $outcome })
    , $found
}

$module = [Ansible.Basic.AnsibleModule]::Create($args, $spec)
$params = $module.Params

if (@(Split-Name $params.network_namespaces | Where-Object { $_ -ne 'all' }).Count) {
    $module.FailJson('network_namespaces are a matter of Linux; this is Windows')
}
if (@($params.commands).Count) {
    $module.FailJson('commands are for network devices; this connection leads to a host')
}

$source = New-Object -TypeName System.Collections.ArrayList
$entries = Invoke-Source 'Get-NetNeighbor' { Get-NetNeighbor -ErrorAction Stop } $source
if ($source[0].outcome -ne 'read') {
    $module.FailJson("No source of neighbors could be read on this host. Tried: Get-NetNeighbor ($($source[0].outcome))")
}
$addresses = Invoke-Source 'Get-NetIPAddress' { Get-NetIPAddress -ErrorAction Stop } $source
$adapters = Invoke-Source 'Get-NetAdapter' { Get-NetAdapter -ErrorAction Stop } $source
$routes4 = Invoke-Source 'Get-NetRoute 0.0.0.0/0' { Get-NetRoute -DestinationPrefix '0.0.0.0/0' -ErrorAction Stop } $source
$routes6 = Invoke-Source 'Get-NetRoute ::/0' { Get-NetRoute -DestinationPrefix '::/0' -ErrorAction Stop } $source
$protocol4 = Invoke-Source 'Get-NetIPv4Protocol' { Get-NetIPv4Protocol -ErrorAction Stop } $source
$protocol6 = Invoke-Source 'Get-NetIPv6Protocol' { Get-NetIPv6Protocol -ErrorAction Stop } $source

$vlans = @{}
foreach ($adapter in $adapters) {
    if ($adapter.VlanID) { $vlans["$($adapter.Name)"] = [int]$adapter.VlanID }
}
$wanted = @{
    Families = @($params.family)
    Interfaces = @(Split-Name $params.interfaces)
    States = @($params.states)
    Vrfs = @(Split-Name $params.vrf)
    Noarp = $params.include_noarp -or @($params.states) -contains 'noarp'
}
$unparsed = @()
$rows = @(foreach ($entry in $entries) {
        $row = ConvertTo-Neighbor -Entry $entry -Vlans $vlans
        if ($row) {
            $row
        }
        else {
            $unparsed += "$($entry.InterfaceAlias) $($entry.IPAddress) $($entry.LinkLayerAddress) $($entry.State)"
        }
    })
$neighbors = @($rows | Where-Object { Test-Wanted -Row $_ -Wanted $wanted })

$facts = @{
    platform = 'windows'
    collected_at = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
    source = @($source)
    counts = Get-Count $neighbors
    interfaces = @(Get-Interface -Adapters $adapters -Addresses $addresses)
    gateways = @(@($routes4) + @($routes6) | ForEach-Object { ConvertTo-Gateway $_ })
    capacity = @{
        ipv4 = Get-Capacity @($rows | Where-Object { $_.family -eq 'ipv4' }) ($protocol4 | Select-Object -First 1)
        ipv6 = Get-Capacity @($rows | Where-Object { $_.family -eq 'ipv6' }) ($protocol6 | Select-Object -First 1)
    }
    settings = @{}
    unparsed = $unparsed
}
if ($params.neighbors_format -eq 'json') {
    $facts.neighbors_json = ConvertTo-Json -InputObject $neighbors -Compress -Depth 3
}
else {
    $facts.neighbors = $neighbors
}
$module.Result.ansible_facts = @{ ansible_arp = $facts }
$module.ExitJson()
